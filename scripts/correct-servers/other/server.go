// Go's net/http with its router and its parsers.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"unicode/utf8"
)

var stripe = os.Getenv("API") == "stripe"

type reply struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    any               `json:"body"`
}

func respond(w http.ResponseWriter, r *http.Request, question map[string]any) {
	headers := map[string]string{}
	for name, values := range r.Header {
		headers[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	if len(r.TransferEncoding) > 0 {
		headers["transfer-encoding"] = r.TransferEncoding[0]
	}
	question["headers"] = headers
	content, _ := json.Marshal(question)
	response, err := http.Post(os.Getenv("DOMAIN"), "application/json", bytes.NewReader(content))
	if err != nil {
		http.Error(w, "", http.StatusInternalServerError)
		return
	}
	defer response.Body.Close()
	var result reply
	json.NewDecoder(response.Body).Decode(&result)
	for name, value := range result.Headers {
		w.Header().Set(name, value)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(result.Status)
	json.NewEncoder(w).Encode(result.Body)
}

// Returns the parsed body, or why it cannot be parsed: large, unparsed or malformed.
func parse(r *http.Request) any {
	content, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return "large"
	}
	if len(content) == 0 {
		return nil
	}
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if mediaType != map[bool]string{true: "application/x-www-form-urlencoded", false: "application/json"}[stripe] {
		return "unparsed"
	}
	// Go replaces bytes that are not UTF-8.
	if err != nil || !utf8.Valid(content) {
		return "malformed"
	}
	if !stripe {
		var fields any
		if json.Unmarshal(content, &fields) != nil {
			return "malformed"
		}
		return map[string]any{"fields": fields}
	}
	r.Body = io.NopCloser(bytes.NewReader(content))
	if r.ParseForm() != nil {
		return "malformed"
	}
	fields := map[string]any{}
	for name, values := range r.PostForm {
		if !utf8.ValidString(name + strings.Join(values, "")) {
			return "malformed"
		}
		fields[name] = values
		if len(values) == 1 {
			fields[name] = values[0]
		}
	}
	return map[string]any{"fields": fields}
}

func main() {
	http.HandleFunc("/v1/payment_intents/", func(w http.ResponseWriter, r *http.Request) {
		// The path is decoded: an encoded slash separates segments as well.
		parts := strings.Split(r.URL.Path, "/")
		if len(parts) != 5 || parts[4] != "cancel" {
			respond(w, r, map[string]any{"rejects": "route"})
		} else if r.Method != http.MethodPost {
			respond(w, r, map[string]any{"id": parts[3], "rejects": "method"})
		} else {
			r.Body = http.MaxBytesReader(w, r.Body, 512*1024)
			respond(w, r, map[string]any{"id": parts[3], "body": parse(r)})
		}
	})
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		respond(w, r, map[string]any{"rejects": "route"})
	})
	panic(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
