// Tomcat with its parsers of paths and forms, and Jackson, as Spring Boot has them.

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.http.Parameters;

public class Server extends HttpServlet {
    static final boolean STRIPE = System.getenv("API").equals("stripe");
    static final String TYPE = STRIPE ? "application/x-www-form-urlencoded" : "application/json";
    static final Pattern ROUTE = Pattern.compile("/v1/payment_intents/([^/]*)/cancel");
    // Without the option, Jackson ignores what follows a value.
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> question = new HashMap<>();
        Matcher match = ROUTE.matcher(request.getPathInfo());
        if (!match.matches()) question.put("rejects", "route");
        else {
            question.put("id", match.group(1));
            if (request.getMethod().equals("POST")) question.put("body", body(request));
            else question.put("rejects", "method");
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames()))
            headers.put(name.toLowerCase(), String.join(", ", Collections.list(request.getHeaders(name))));
        question.put("headers", headers);
        JsonNode reply = ask(JSON.writeValueAsBytes(question));
        response.setStatus(reply.get("status").intValue());
        reply.get("headers").fields().forEachRemaining(one -> response.setHeader(one.getKey(), one.getValue().textValue()));
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(reply.get("body")));
    }

    static Object body(HttpServletRequest request) throws IOException {
        String type = request.getContentType() == null ? "" : request.getContentType().split(";")[0].trim().toLowerCase();
        byte[] content = request.getInputStream().readAllBytes();
        if (content.length == 0) return null;
        if (!type.equals(TYPE)) return "unparsed";
        if (STRIPE) return form(content);
        try {
            return Map.of("fields", JSON.readTree(content));
        } catch (JsonProcessingException | StackOverflowError error) {
            return "malformed";
        }
    }

    /** `getParameter` is empty if the media type has capital letters, which do not count (RFC 9110, section 8.3.1). */
    static Object form(byte[] content) {
        Parameters parameters = new Parameters();
        parameters.setCharset(StandardCharsets.UTF_8);
        parameters.processParameters(content, 0, content.length);
        Map<String, Object> fields = new HashMap<>();
        for (String name : Collections.list(parameters.getParameterNames())) {
            String[] values = parameters.getParameterValues(name);
            fields.put(name, values.length == 1 ? values[0] : values);
        }
        return parameters.isParseFailed() ? "malformed" : Map.of("fields", fields);
    }

    static JsonNode ask(byte[] question) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("DOMAIN"))).version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question)).build();
            return JSON.readTree(CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (InterruptedException error) {
            throw new IOException(error);
        }
    }

    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[1]);
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(Integer.parseInt(args[0]));
        tomcat.getConnector();
        Context context = tomcat.addContext("", args[1]);
        Tomcat.addServlet(context, "api", new Server());
        context.addServletMappingDecoded("/*", "api");
        // Tomcat's own error page has a stack trace. This is how Spring Boot leaves it out.
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcat.getHost().getPipeline().addValve(errors);
        tomcat.start();
        tomcat.getServer().await();
    }
}
