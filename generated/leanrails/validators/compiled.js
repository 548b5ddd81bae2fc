// Generated from openapi/leanrails.yaml by `npm run generate`. Do not edit: change the description instead.
// @generated: compiled from the schemas. The types are in `compiled.d.ts`.
/* eslint-disable */
// @ts-nocheck

// length.ts
function length(text) {
  return [...text].length;
}

// report.ts
function report(errors, instancePath, keyword, params) {
  const list = errors ?? [];
  list.push({ instancePath, keyword, params });
  return list;
}

// schemas
function validateCancelRequest(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.cancellation_reason !== void 0) {
      if (typeof data.cancellation_reason !== "string") {
        vErrors = report(vErrors, instancePath + "/cancellation_reason", "type", { type: "string" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateCancelRequest.errors = vErrors;
  return errors === 0;
}
var pattern0 = /^[a-z]{3}$/u;
function validatePaymentIntent(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "id" });
      errors++;
    }
    if (data.object === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "object" });
      errors++;
    }
    if (data.amount === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "amount" });
      errors++;
    }
    if (data.currency === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "currency" });
      errors++;
    }
    if (data.status === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "status" });
      errors++;
    }
    if (data.created === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "created" });
      errors++;
    }
    if (data.livemode === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "livemode" });
      errors++;
    }
    if (data.id !== void 0) {
      if (typeof data.id !== "string") {
        vErrors = report(vErrors, instancePath + "/id", "type", { type: "string" });
        errors++;
      }
    }
    if (data.object !== void 0) {
      let data1 = data.object;
      if (typeof data1 !== "string") {
        vErrors = report(vErrors, instancePath + "/object", "type", { type: "string" });
        errors++;
      }
      if (!(data1 === "payment_intent")) {
        vErrors = report(vErrors, instancePath + "/object", "const", { allowedValue: "payment_intent" });
        errors++;
      }
    }
    if (data.amount !== void 0) {
      if (!validateAmount(data.amount, instancePath + "/amount")) {
        vErrors = vErrors === null ? validateAmount.errors : vErrors.concat(validateAmount.errors);
        errors = vErrors.length;
      }
    }
    if (data.currency !== void 0) {
      let data3 = data.currency;
      if (typeof data3 === "string") {
        if (!pattern0.test(data3)) {
          vErrors = report(vErrors, instancePath + "/currency", "pattern", { pattern: "^[a-z]{3}$" });
          errors++;
        }
      } else {
        vErrors = report(vErrors, instancePath + "/currency", "type", { type: "string" });
        errors++;
      }
    }
    if (data.status !== void 0) {
      if (!validateStatus(data.status, instancePath + "/status")) {
        vErrors = vErrors === null ? validateStatus.errors : vErrors.concat(validateStatus.errors);
        errors = vErrors.length;
      }
    }
    if (data.created !== void 0) {
      if (!validateUnixTime(data.created, instancePath + "/created")) {
        vErrors = vErrors === null ? validateUnixTime.errors : vErrors.concat(validateUnixTime.errors);
        errors = vErrors.length;
      }
    }
    if (data.livemode !== void 0) {
      if (typeof data.livemode !== "boolean") {
        vErrors = report(vErrors, instancePath + "/livemode", "type", { type: "boolean" });
        errors++;
      }
    }
    if (data.amount_received !== void 0) {
      if (!validateAmount(data.amount_received, instancePath + "/amount_received")) {
        vErrors = vErrors === null ? validateAmount.errors : vErrors.concat(validateAmount.errors);
        errors = vErrors.length;
      }
    }
    if (data.capture_method !== void 0) {
      let data8 = data.capture_method;
      if (typeof data8 !== "string") {
        vErrors = report(vErrors, instancePath + "/capture_method", "type", { type: "string" });
        errors++;
      }
      if (!(data8 === "automatic" || data8 === "manual")) {
        vErrors = report(vErrors, instancePath + "/capture_method", "enum", { allowedValues: ["automatic", "manual"] });
        errors++;
      }
    }
    if (data.confirmation_method !== void 0) {
      let data9 = data.confirmation_method;
      if (typeof data9 !== "string") {
        vErrors = report(vErrors, instancePath + "/confirmation_method", "type", { type: "string" });
        errors++;
      }
      if (!(data9 === "automatic" || data9 === "manual")) {
        vErrors = report(vErrors, instancePath + "/confirmation_method", "enum", { allowedValues: ["automatic", "manual"] });
        errors++;
      }
    }
    if (data.customer !== void 0) {
      let data10 = data.customer;
      if (typeof data10 !== "string" && data10 !== null) {
        vErrors = report(vErrors, instancePath + "/customer", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.payment_method !== void 0) {
      let data11 = data.payment_method;
      if (typeof data11 !== "string" && data11 !== null) {
        vErrors = report(vErrors, instancePath + "/payment_method", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.description !== void 0) {
      let data12 = data.description;
      if (typeof data12 !== "string" && data12 !== null) {
        vErrors = report(vErrors, instancePath + "/description", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data13 = data.metadata;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        for (const key0 in data13) {
          if (typeof data13[key0] !== "string") {
            vErrors = report(vErrors, instancePath + "/metadata/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), "type", { type: "string" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/metadata", "type", { type: "object" });
        errors++;
      }
    }
    if (data.merchant_id !== void 0) {
      if (typeof data.merchant_id !== "string") {
        vErrors = report(vErrors, instancePath + "/merchant_id", "type", { type: "string" });
        errors++;
      }
    }
    if (data.client_secret !== void 0) {
      if (typeof data.client_secret !== "string") {
        vErrors = report(vErrors, instancePath + "/client_secret", "type", { type: "string" });
        errors++;
      }
    }
    if (data.last_payment_error !== void 0) {
      if (!validatePaymentError(data.last_payment_error, instancePath + "/last_payment_error")) {
        vErrors = vErrors === null ? validatePaymentError.errors : vErrors.concat(validatePaymentError.errors);
        errors = vErrors.length;
      }
    }
    if (data.charges !== void 0) {
      if (!validateChargeList(data.charges, instancePath + "/charges")) {
        vErrors = vErrors === null ? validateChargeList.errors : vErrors.concat(validateChargeList.errors);
        errors = vErrors.length;
      }
    }
    if (data.canceled_at !== void 0) {
      let data19 = data.canceled_at;
      if (!(typeof data19 == "number" && (!(data19 % 1) && !isNaN(data19))) && data19 !== null) {
        vErrors = report(vErrors, instancePath + "/canceled_at", "type", { type: ["integer", "null"] });
        errors++;
      }
      if (typeof data19 == "number") {
        if (data19 > 99999999999 || isNaN(data19)) {
          vErrors = report(vErrors, instancePath + "/canceled_at", "maximum", { comparison: "<=", limit: 99999999999 });
          errors++;
        }
        if (data19 < 0 || isNaN(data19)) {
          vErrors = report(vErrors, instancePath + "/canceled_at", "minimum", { comparison: ">=", limit: 0 });
          errors++;
        }
      }
    }
    if (data.cancellation_reason !== void 0) {
      let data20 = data.cancellation_reason;
      if (typeof data20 !== "string" && data20 !== null) {
        vErrors = report(vErrors, instancePath + "/cancellation_reason", "type", { type: ["string", "null"] });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validatePaymentIntent.errors = vErrors;
  return errors === 0;
}
function validateCanceledPaymentIntent(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!validatePaymentIntent(data, instancePath)) {
    vErrors = vErrors === null ? validatePaymentIntent.errors : vErrors.concat(validatePaymentIntent.errors);
    errors = vErrors.length;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.status === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "status" });
      errors++;
    }
    if (data.canceled_at === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "canceled_at" });
      errors++;
    }
    if (data.status !== void 0) {
      let data0 = data.status;
      if (typeof data0 !== "string") {
        vErrors = report(vErrors, instancePath + "/status", "type", { type: "string" });
        errors++;
      }
      if (!(data0 === "canceled")) {
        vErrors = report(vErrors, instancePath + "/status", "const", { allowedValue: "canceled" });
        errors++;
      }
    }
    if (data.canceled_at !== void 0) {
      if (!validateUnixTime(data.canceled_at, instancePath + "/canceled_at")) {
        vErrors = vErrors === null ? validateUnixTime.errors : vErrors.concat(validateUnixTime.errors);
        errors = vErrors.length;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateCanceledPaymentIntent.errors = vErrors;
  return errors === 0;
}
function validateAmount(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)))) {
    vErrors = report(vErrors, instancePath, "type", { type: "integer" });
    errors++;
  }
  if (typeof data == "number") {
    if (data > 9007199254740991 || isNaN(data)) {
      vErrors = report(vErrors, instancePath, "maximum", { comparison: "<=", limit: 9007199254740991 });
      errors++;
    }
    if (data < 0 || isNaN(data)) {
      vErrors = report(vErrors, instancePath, "minimum", { comparison: ">=", limit: 0 });
      errors++;
    }
  }
  validateAmount.errors = vErrors;
  return errors === 0;
}
function validateUnixTime(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)))) {
    vErrors = report(vErrors, instancePath, "type", { type: "integer" });
    errors++;
  }
  if (typeof data == "number") {
    if (data > 99999999999 || isNaN(data)) {
      vErrors = report(vErrors, instancePath, "maximum", { comparison: "<=", limit: 99999999999 });
      errors++;
    }
    if (data < 0 || isNaN(data)) {
      vErrors = report(vErrors, instancePath, "minimum", { comparison: ">=", limit: 0 });
      errors++;
    }
  }
  validateUnixTime.errors = vErrors;
  return errors === 0;
}
function validateStatus(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    vErrors = report(vErrors, instancePath, "type", { type: "string" });
    errors++;
  }
  if (!(data === "requires_payment_method" || data === "requires_confirmation" || data === "requires_action" || data === "processing" || data === "requires_capture" || data === "canceled" || data === "succeeded")) {
    vErrors = report(vErrors, instancePath, "enum", { allowedValues: ["requires_payment_method", "requires_confirmation", "requires_action", "processing", "requires_capture", "canceled", "succeeded"] });
    errors++;
  }
  validateStatus.errors = vErrors;
  return errors === 0;
}
function validatePaymentError(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(data && typeof data == "object" && !Array.isArray(data)) && data !== null) {
    vErrors = report(vErrors, instancePath, "type", { type: ["object", "null"] });
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "type" });
      errors++;
    }
    if (data.code === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "code" });
      errors++;
    }
    if (data.message === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "message" });
      errors++;
    }
    if (data.type !== void 0) {
      if (typeof data.type !== "string") {
        vErrors = report(vErrors, instancePath + "/type", "type", { type: "string" });
        errors++;
      }
    }
    if (data.code !== void 0) {
      if (typeof data.code !== "string") {
        vErrors = report(vErrors, instancePath + "/code", "type", { type: "string" });
        errors++;
      }
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        vErrors = report(vErrors, instancePath + "/message", "type", { type: "string" });
        errors++;
      }
    }
  }
  validatePaymentError.errors = vErrors;
  return errors === 0;
}
function validateChargeList(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.object === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "object" });
      errors++;
    }
    if (data.data === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "data" });
      errors++;
    }
    if (data.has_more === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "has_more" });
      errors++;
    }
    if (data.object !== void 0) {
      let data0 = data.object;
      if (typeof data0 !== "string") {
        vErrors = report(vErrors, instancePath + "/object", "type", { type: "string" });
        errors++;
      }
      if (!(data0 === "list")) {
        vErrors = report(vErrors, instancePath + "/object", "const", { allowedValue: "list" });
        errors++;
      }
    }
    if (data.data !== void 0) {
      let data1 = data.data;
      if (Array.isArray(data1)) {
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (!(data2 && typeof data2 == "object" && !Array.isArray(data2))) {
            vErrors = report(vErrors, instancePath + "/data/" + i0, "type", { type: "object" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/data", "type", { type: "array" });
        errors++;
      }
    }
    if (data.has_more !== void 0) {
      if (typeof data.has_more !== "boolean") {
        vErrors = report(vErrors, instancePath + "/has_more", "type", { type: "boolean" });
        errors++;
      }
    }
    if (data.next_cursor !== void 0) {
      let data4 = data.next_cursor;
      if (typeof data4 !== "string" && data4 !== null) {
        vErrors = report(vErrors, instancePath + "/next_cursor", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.url !== void 0) {
      if (typeof data.url !== "string") {
        vErrors = report(vErrors, instancePath + "/url", "type", { type: "string" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateChargeList.errors = vErrors;
  return errors === 0;
}
var formats0 = /^[a-z][a-z\d+.-]*:(?=.)(?:\/\/(?:(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2}|:)*@)?(?:\[[\da-f]*:[\da-f:.]+\]|\[v[\da-f]+\.[^\]]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?(?![^/?#])|(?!\/\/))(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2}|[:@/])*(?:\?(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2}|[:@/?])*)?(?:#(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2}|[:@/?])*)?$/i;
function validateErrorDetails(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "type" });
      errors++;
    }
    if (data.code === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "code" });
      errors++;
    }
    if (data.message === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "message" });
      errors++;
    }
    if (data.type !== void 0) {
      if (typeof data.type !== "string") {
        vErrors = report(vErrors, instancePath + "/type", "type", { type: "string" });
        errors++;
      }
    }
    if (data.code !== void 0) {
      if (typeof data.code !== "string") {
        vErrors = report(vErrors, instancePath + "/code", "type", { type: "string" });
        errors++;
      }
    }
    if (data.message !== void 0) {
      let data2 = data.message;
      if (typeof data2 === "string") {
        if (length(data2) < 1) {
          vErrors = report(vErrors, instancePath + "/message", "minLength", { limit: 1 });
          errors++;
        }
      } else {
        vErrors = report(vErrors, instancePath + "/message", "type", { type: "string" });
        errors++;
      }
    }
    if (data.param !== void 0) {
      let data3 = data.param;
      if (typeof data3 !== "string" && data3 !== null) {
        vErrors = report(vErrors, instancePath + "/param", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.doc_url !== void 0) {
      let data4 = data.doc_url;
      if (typeof data4 === "string") {
        if (!formats0.test(data4)) {
          vErrors = report(vErrors, instancePath + "/doc_url", "format", { format: "uri" });
          errors++;
        }
      } else {
        vErrors = report(vErrors, instancePath + "/doc_url", "type", { type: "string" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateErrorDetails.errors = vErrors;
  return errors === 0;
}
function validateInvalidRequest(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "invalid_request_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "invalid_request_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "parameter_missing" || data2 === "parameter_invalid" || data2 === "payment_intent_unexpected_state")) {
            vErrors = report(vErrors, instancePath + "/error/code", "enum", { allowedValues: ["parameter_missing", "parameter_invalid", "payment_intent_unexpected_state"] });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateInvalidRequest.errors = vErrors;
  return errors === 0;
}
function validateAuthenticationError(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "authentication_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "authentication_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "api_key_invalid")) {
            vErrors = report(vErrors, instancePath + "/error/code", "const", { allowedValue: "api_key_invalid" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateAuthenticationError.errors = vErrors;
  return errors === 0;
}
function validateNotFound(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "invalid_request_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "invalid_request_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "resource_missing")) {
            vErrors = report(vErrors, instancePath + "/error/code", "const", { allowedValue: "resource_missing" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateNotFound.errors = vErrors;
  return errors === 0;
}
function validateMethodNotAllowed(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "invalid_request_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "invalid_request_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "method_not_allowed")) {
            vErrors = report(vErrors, instancePath + "/error/code", "const", { allowedValue: "method_not_allowed" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateMethodNotAllowed.errors = vErrors;
  return errors === 0;
}
function validateIdempotencyKeyInUse(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "invalid_request_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "invalid_request_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "idempotency_key_in_use")) {
            vErrors = report(vErrors, instancePath + "/error/code", "const", { allowedValue: "idempotency_key_in_use" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateIdempotencyKeyInUse.errors = vErrors;
  return errors === 0;
}
function validateUnsupportedMediaType(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "invalid_request_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "invalid_request_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "parameter_invalid")) {
            vErrors = report(vErrors, instancePath + "/error/code", "const", { allowedValue: "parameter_invalid" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateUnsupportedMediaType.errors = vErrors;
  return errors === 0;
}
function validateIdempotencyKeyReused(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "invalid_request_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "invalid_request_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "idempotency_key_reused")) {
            vErrors = report(vErrors, instancePath + "/error/code", "const", { allowedValue: "idempotency_key_reused" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateIdempotencyKeyReused.errors = vErrors;
  return errors === 0;
}
function validateRateLimitError(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "rate_limit_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "rate_limit_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "rate_limit_exceeded")) {
            vErrors = report(vErrors, instancePath + "/error/code", "const", { allowedValue: "rate_limit_exceeded" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateRateLimitError.errors = vErrors;
  return errors === 0;
}
function validateApiError(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "error" });
      errors++;
    }
    if (data.error !== void 0) {
      let data0 = data.error;
      if (!validateErrorDetails(data0, instancePath + "/error")) {
        vErrors = vErrors === null ? validateErrorDetails.errors : vErrors.concat(validateErrorDetails.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.type === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "type" });
          errors++;
        }
        if (data0.code === void 0) {
          vErrors = report(vErrors, instancePath + "/error", "required", { missingProperty: "code" });
          errors++;
        }
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "api_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "const", { allowedValue: "api_error" });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "internal_error")) {
            vErrors = report(vErrors, instancePath + "/error/code", "const", { allowedValue: "internal_error" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/error", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateApiError.errors = vErrors;
  return errors === 0;
}
export {
  validateAmount,
  validateApiError,
  validateAuthenticationError,
  validateCancelRequest,
  validateCanceledPaymentIntent,
  validateChargeList,
  validateErrorDetails,
  validateIdempotencyKeyInUse,
  validateIdempotencyKeyReused,
  validateInvalidRequest,
  validateMethodNotAllowed,
  validateNotFound,
  validatePaymentError,
  validatePaymentIntent,
  validateRateLimitError,
  validateStatus,
  validateUnixTime,
  validateUnsupportedMediaType
};
