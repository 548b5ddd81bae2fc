// Generated from openapi/stripe.yaml by `npm run generate`. Do not edit: change the description instead.
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
var pattern0 = /^(application|customer|latest_charge|on_behalf_of|payment_method|review|source|transfer_data\.destination)(\.[a-z_]+){0,3}$/u;
function validateCancelRequest(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "cancellation_reason" || key0 === "expand")) {
        vErrors = report(vErrors, instancePath, "additionalProperties", { additionalProperty: key0 });
        errors++;
      }
    }
    if (data.cancellation_reason !== void 0) {
      let data0 = data.cancellation_reason;
      if (typeof data0 !== "string") {
        vErrors = report(vErrors, instancePath + "/cancellation_reason", "type", { type: "string" });
        errors++;
      }
      if (!(data0 === "duplicate" || data0 === "fraudulent" || data0 === "requested_by_customer" || data0 === "abandoned")) {
        vErrors = report(vErrors, instancePath + "/cancellation_reason", "enum", { allowedValues: ["duplicate", "fraudulent", "requested_by_customer", "abandoned"] });
        errors++;
      }
    }
    if (data.expand !== void 0) {
      let data1 = data.expand;
      if (Array.isArray(data1)) {
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 === "string") {
            if (!pattern0.test(data2)) {
              vErrors = report(vErrors, instancePath + "/expand/" + i0, "pattern", { pattern: "^(application|customer|latest_charge|on_behalf_of|payment_method|review|source|transfer_data\\.destination)(\\.[a-z_]+){0,3}$" });
              errors++;
            }
          } else {
            vErrors = report(vErrors, instancePath + "/expand/" + i0, "type", { type: "string" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/expand", "type", { type: "array" });
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
var pattern1 = /^[a-z]{3}$/u;
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
    if (data.amount_capturable === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "amount_capturable" });
      errors++;
    }
    if (data.amount_received === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "amount_received" });
      errors++;
    }
    if (data.application === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "application" });
      errors++;
    }
    if (data.application_fee_amount === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "application_fee_amount" });
      errors++;
    }
    if (data.automatic_payment_methods === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "automatic_payment_methods" });
      errors++;
    }
    if (data.canceled_at === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "canceled_at" });
      errors++;
    }
    if (data.cancellation_reason === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "cancellation_reason" });
      errors++;
    }
    if (data.capture_method === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "capture_method" });
      errors++;
    }
    if (data.client_secret === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "client_secret" });
      errors++;
    }
    if (data.confirmation_method === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "confirmation_method" });
      errors++;
    }
    if (data.created === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "created" });
      errors++;
    }
    if (data.currency === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "currency" });
      errors++;
    }
    if (data.customer === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "customer" });
      errors++;
    }
    if (data.description === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "description" });
      errors++;
    }
    if (data.last_payment_error === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "last_payment_error" });
      errors++;
    }
    if (data.latest_charge === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "latest_charge" });
      errors++;
    }
    if (data.livemode === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "livemode" });
      errors++;
    }
    if (data.metadata === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "metadata" });
      errors++;
    }
    if (data.next_action === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "next_action" });
      errors++;
    }
    if (data.on_behalf_of === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "on_behalf_of" });
      errors++;
    }
    if (data.payment_method === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "payment_method" });
      errors++;
    }
    if (data.payment_method_options === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "payment_method_options" });
      errors++;
    }
    if (data.payment_method_types === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "payment_method_types" });
      errors++;
    }
    if (data.processing === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "processing" });
      errors++;
    }
    if (data.receipt_email === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "receipt_email" });
      errors++;
    }
    if (data.review === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "review" });
      errors++;
    }
    if (data.setup_future_usage === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "setup_future_usage" });
      errors++;
    }
    if (data.shipping === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "shipping" });
      errors++;
    }
    if (data.source === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "source" });
      errors++;
    }
    if (data.statement_descriptor === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "statement_descriptor" });
      errors++;
    }
    if (data.statement_descriptor_suffix === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "statement_descriptor_suffix" });
      errors++;
    }
    if (data.status === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "status" });
      errors++;
    }
    if (data.transfer_group === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "transfer_group" });
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
      let data2 = data.amount;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)))) {
        vErrors = report(vErrors, instancePath + "/amount", "type", { type: "integer" });
        errors++;
      }
      if (typeof data2 == "number") {
        if (data2 > 9007199254740991 || isNaN(data2)) {
          vErrors = report(vErrors, instancePath + "/amount", "maximum", { comparison: "<=", limit: 9007199254740991 });
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = report(vErrors, instancePath + "/amount", "minimum", { comparison: ">=", limit: 0 });
          errors++;
        }
      }
    }
    if (data.amount_capturable !== void 0) {
      let data3 = data.amount_capturable;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)))) {
        vErrors = report(vErrors, instancePath + "/amount_capturable", "type", { type: "integer" });
        errors++;
      }
      if (typeof data3 == "number") {
        if (data3 > 9007199254740991 || isNaN(data3)) {
          vErrors = report(vErrors, instancePath + "/amount_capturable", "maximum", { comparison: "<=", limit: 9007199254740991 });
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = report(vErrors, instancePath + "/amount_capturable", "minimum", { comparison: ">=", limit: 0 });
          errors++;
        }
      }
    }
    if (data.amount_details !== void 0) {
      if (!validateAmountDetails(data.amount_details, instancePath + "/amount_details")) {
        vErrors = vErrors === null ? validateAmountDetails.errors : vErrors.concat(validateAmountDetails.errors);
        errors = vErrors.length;
      }
    }
    if (data.amount_received !== void 0) {
      let data5 = data.amount_received;
      if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)))) {
        vErrors = report(vErrors, instancePath + "/amount_received", "type", { type: "integer" });
        errors++;
      }
      if (typeof data5 == "number") {
        if (data5 > 9007199254740991 || isNaN(data5)) {
          vErrors = report(vErrors, instancePath + "/amount_received", "maximum", { comparison: "<=", limit: 9007199254740991 });
          errors++;
        }
        if (data5 < 0 || isNaN(data5)) {
          vErrors = report(vErrors, instancePath + "/amount_received", "minimum", { comparison: ">=", limit: 0 });
          errors++;
        }
      }
    }
    if (data.application !== void 0) {
      if (!shared1(data.application, instancePath + "/application")) {
        vErrors = vErrors === null ? shared1.errors : vErrors.concat(shared1.errors);
        errors = vErrors.length;
      }
    }
    if (data.application_fee_amount !== void 0) {
      if (!shared2(data.application_fee_amount, instancePath + "/application_fee_amount")) {
        vErrors = vErrors === null ? shared2.errors : vErrors.concat(shared2.errors);
        errors = vErrors.length;
      }
    }
    if (data.automatic_payment_methods !== void 0) {
      if (!validateAutomaticPaymentMethods(data.automatic_payment_methods, instancePath + "/automatic_payment_methods")) {
        vErrors = vErrors === null ? validateAutomaticPaymentMethods.errors : vErrors.concat(validateAutomaticPaymentMethods.errors);
        errors = vErrors.length;
      }
    }
    if (data.canceled_at !== void 0) {
      if (!shared3(data.canceled_at, instancePath + "/canceled_at")) {
        vErrors = vErrors === null ? shared3.errors : vErrors.concat(shared3.errors);
        errors = vErrors.length;
      }
    }
    if (data.cancellation_reason !== void 0) {
      let data10 = data.cancellation_reason;
      if (typeof data10 !== "string" && data10 !== null) {
        vErrors = report(vErrors, instancePath + "/cancellation_reason", "type", { type: ["string", "null"] });
        errors++;
      }
      if (!(data10 === "duplicate" || data10 === "fraudulent" || data10 === "requested_by_customer" || data10 === "abandoned" || data10 === "automatic" || data10 === "expired" || data10 === "failed_invoice" || data10 === "void_invoice" || data10 === null)) {
        vErrors = report(vErrors, instancePath + "/cancellation_reason", "enum", { allowedValues: ["duplicate", "fraudulent", "requested_by_customer", "abandoned", "automatic", "expired", "failed_invoice", "void_invoice", null] });
        errors++;
      }
    }
    if (data.capture_method !== void 0) {
      let data11 = data.capture_method;
      if (typeof data11 !== "string") {
        vErrors = report(vErrors, instancePath + "/capture_method", "type", { type: "string" });
        errors++;
      }
      if (!(data11 === "automatic" || data11 === "automatic_async" || data11 === "manual")) {
        vErrors = report(vErrors, instancePath + "/capture_method", "enum", { allowedValues: ["automatic", "automatic_async", "manual"] });
        errors++;
      }
    }
    if (data.client_secret !== void 0) {
      let data12 = data.client_secret;
      if (typeof data12 !== "string" && data12 !== null) {
        vErrors = report(vErrors, instancePath + "/client_secret", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.confirmation_method !== void 0) {
      let data13 = data.confirmation_method;
      if (typeof data13 !== "string") {
        vErrors = report(vErrors, instancePath + "/confirmation_method", "type", { type: "string" });
        errors++;
      }
      if (!(data13 === "automatic" || data13 === "manual")) {
        vErrors = report(vErrors, instancePath + "/confirmation_method", "enum", { allowedValues: ["automatic", "manual"] });
        errors++;
      }
    }
    if (data.created !== void 0) {
      if (!validateUnixTime(data.created, instancePath + "/created")) {
        vErrors = vErrors === null ? validateUnixTime.errors : vErrors.concat(validateUnixTime.errors);
        errors = vErrors.length;
      }
    }
    if (data.currency !== void 0) {
      let data15 = data.currency;
      if (typeof data15 === "string") {
        if (!pattern1.test(data15)) {
          vErrors = report(vErrors, instancePath + "/currency", "pattern", { pattern: "^[a-z]{3}$" });
          errors++;
        }
      } else {
        vErrors = report(vErrors, instancePath + "/currency", "type", { type: "string" });
        errors++;
      }
    }
    if (data.customer !== void 0) {
      if (!shared1(data.customer, instancePath + "/customer")) {
        vErrors = vErrors === null ? shared1.errors : vErrors.concat(shared1.errors);
        errors = vErrors.length;
      }
    }
    if (data.description !== void 0) {
      let data17 = data.description;
      if (typeof data17 !== "string" && data17 !== null) {
        vErrors = report(vErrors, instancePath + "/description", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.last_payment_error !== void 0) {
      if (!validatePaymentError(data.last_payment_error, instancePath + "/last_payment_error")) {
        vErrors = vErrors === null ? validatePaymentError.errors : vErrors.concat(validatePaymentError.errors);
        errors = vErrors.length;
      }
    }
    if (data.latest_charge !== void 0) {
      if (!shared1(data.latest_charge, instancePath + "/latest_charge")) {
        vErrors = vErrors === null ? shared1.errors : vErrors.concat(shared1.errors);
        errors = vErrors.length;
      }
    }
    if (data.livemode !== void 0) {
      if (typeof data.livemode !== "boolean") {
        vErrors = report(vErrors, instancePath + "/livemode", "type", { type: "boolean" });
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      if (!shared4(data.metadata, instancePath + "/metadata")) {
        vErrors = vErrors === null ? shared4.errors : vErrors.concat(shared4.errors);
        errors = vErrors.length;
      }
    }
    if (data.next_action !== void 0) {
      if (!validateNextAction(data.next_action, instancePath + "/next_action")) {
        vErrors = vErrors === null ? validateNextAction.errors : vErrors.concat(validateNextAction.errors);
        errors = vErrors.length;
      }
    }
    if (data.on_behalf_of !== void 0) {
      if (!shared1(data.on_behalf_of, instancePath + "/on_behalf_of")) {
        vErrors = vErrors === null ? shared1.errors : vErrors.concat(shared1.errors);
        errors = vErrors.length;
      }
    }
    if (data.payment_method !== void 0) {
      if (!shared1(data.payment_method, instancePath + "/payment_method")) {
        vErrors = vErrors === null ? shared1.errors : vErrors.concat(shared1.errors);
        errors = vErrors.length;
      }
    }
    if (data.payment_method_options !== void 0) {
      if (!validatePaymentMethodOptions(data.payment_method_options, instancePath + "/payment_method_options")) {
        vErrors = vErrors === null ? validatePaymentMethodOptions.errors : vErrors.concat(validatePaymentMethodOptions.errors);
        errors = vErrors.length;
      }
    }
    if (data.payment_method_types !== void 0) {
      let data26 = data.payment_method_types;
      if (Array.isArray(data26)) {
        const len0 = data26.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data26[i0] !== "string") {
            vErrors = report(vErrors, instancePath + "/payment_method_types/" + i0, "type", { type: "string" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/payment_method_types", "type", { type: "array" });
        errors++;
      }
    }
    if (data.processing !== void 0) {
      if (!validateProcessing(data.processing, instancePath + "/processing")) {
        vErrors = vErrors === null ? validateProcessing.errors : vErrors.concat(validateProcessing.errors);
        errors = vErrors.length;
      }
    }
    if (data.receipt_email !== void 0) {
      let data29 = data.receipt_email;
      if (typeof data29 !== "string" && data29 !== null) {
        vErrors = report(vErrors, instancePath + "/receipt_email", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.review !== void 0) {
      if (!shared1(data.review, instancePath + "/review")) {
        vErrors = vErrors === null ? shared1.errors : vErrors.concat(shared1.errors);
        errors = vErrors.length;
      }
    }
    if (data.setup_future_usage !== void 0) {
      let data31 = data.setup_future_usage;
      if (typeof data31 !== "string" && data31 !== null) {
        vErrors = report(vErrors, instancePath + "/setup_future_usage", "type", { type: ["string", "null"] });
        errors++;
      }
      if (!(data31 === "off_session" || data31 === "on_session" || data31 === null)) {
        vErrors = report(vErrors, instancePath + "/setup_future_usage", "enum", { allowedValues: ["off_session", "on_session", null] });
        errors++;
      }
    }
    if (data.shipping !== void 0) {
      if (!validateShipping(data.shipping, instancePath + "/shipping")) {
        vErrors = vErrors === null ? validateShipping.errors : vErrors.concat(validateShipping.errors);
        errors = vErrors.length;
      }
    }
    if (data.source !== void 0) {
      if (!shared1(data.source, instancePath + "/source")) {
        vErrors = vErrors === null ? shared1.errors : vErrors.concat(shared1.errors);
        errors = vErrors.length;
      }
    }
    if (data.statement_descriptor !== void 0) {
      let data34 = data.statement_descriptor;
      if (typeof data34 !== "string" && data34 !== null) {
        vErrors = report(vErrors, instancePath + "/statement_descriptor", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.statement_descriptor_suffix !== void 0) {
      let data35 = data.statement_descriptor_suffix;
      if (typeof data35 !== "string" && data35 !== null) {
        vErrors = report(vErrors, instancePath + "/statement_descriptor_suffix", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.status !== void 0) {
      if (!validateStatus(data.status, instancePath + "/status")) {
        vErrors = vErrors === null ? validateStatus.errors : vErrors.concat(validateStatus.errors);
        errors = vErrors.length;
      }
    }
    if (data.transfer_data !== void 0) {
      if (!validateTransferData(data.transfer_data, instancePath + "/transfer_data")) {
        vErrors = vErrors === null ? validateTransferData.errors : vErrors.concat(validateTransferData.errors);
        errors = vErrors.length;
      }
    }
    if (data.transfer_group !== void 0) {
      let data38 = data.transfer_group;
      if (typeof data38 !== "string" && data38 !== null) {
        vErrors = report(vErrors, instancePath + "/transfer_group", "type", { type: ["string", "null"] });
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
    if (data.amount_capturable === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "amount_capturable" });
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
    if (data.amount_capturable !== void 0) {
      let data2 = data.amount_capturable;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)))) {
        vErrors = report(vErrors, instancePath + "/amount_capturable", "type", { type: "integer" });
        errors++;
      }
      if (!(data2 === 0)) {
        vErrors = report(vErrors, instancePath + "/amount_capturable", "const", { allowedValue: 0 });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateCanceledPaymentIntent.errors = vErrors;
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
function validateExpanded(data, instancePath = "") {
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
    if (data.id !== void 0) {
      if (typeof data.id !== "string") {
        vErrors = report(vErrors, instancePath + "/id", "type", { type: "string" });
        errors++;
      }
    }
    if (data.object !== void 0) {
      if (typeof data.object !== "string") {
        vErrors = report(vErrors, instancePath + "/object", "type", { type: "string" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateExpanded.errors = vErrors;
  return errors === 0;
}
function validateAmountDetails(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.discount_amount !== void 0) {
      let data0 = data.discount_amount;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)))) {
        vErrors = report(vErrors, instancePath + "/discount_amount", "type", { type: "integer" });
        errors++;
      }
      if (typeof data0 == "number") {
        if (data0 > 9007199254740991 || isNaN(data0)) {
          vErrors = report(vErrors, instancePath + "/discount_amount", "maximum", { comparison: "<=", limit: 9007199254740991 });
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = report(vErrors, instancePath + "/discount_amount", "minimum", { comparison: ">=", limit: 0 });
          errors++;
        }
      }
    }
    if (data.shipping !== void 0) {
      let data1 = data.shipping;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (data1.amount !== void 0) {
          if (!shared2(data1.amount, instancePath + "/shipping/amount")) {
            vErrors = vErrors === null ? shared2.errors : vErrors.concat(shared2.errors);
            errors = vErrors.length;
          }
        }
        if (data1.from_postal_code !== void 0) {
          let data3 = data1.from_postal_code;
          if (typeof data3 !== "string" && data3 !== null) {
            vErrors = report(vErrors, instancePath + "/shipping/from_postal_code", "type", { type: ["string", "null"] });
            errors++;
          }
        }
        if (data1.to_postal_code !== void 0) {
          let data4 = data1.to_postal_code;
          if (typeof data4 !== "string" && data4 !== null) {
            vErrors = report(vErrors, instancePath + "/shipping/to_postal_code", "type", { type: ["string", "null"] });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/shipping", "type", { type: "object" });
        errors++;
      }
    }
    if (data.tax !== void 0) {
      let data5 = data.tax;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        if (data5.total_tax_amount !== void 0) {
          if (!shared2(data5.total_tax_amount, instancePath + "/tax/total_tax_amount")) {
            vErrors = vErrors === null ? shared2.errors : vErrors.concat(shared2.errors);
            errors = vErrors.length;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/tax", "type", { type: "object" });
        errors++;
      }
    }
    if (data.tip !== void 0) {
      let data7 = data.tip;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.amount !== void 0) {
          let data8 = data7.amount;
          if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)))) {
            vErrors = report(vErrors, instancePath + "/tip/amount", "type", { type: "integer" });
            errors++;
          }
          if (typeof data8 == "number") {
            if (data8 > 9007199254740991 || isNaN(data8)) {
              vErrors = report(vErrors, instancePath + "/tip/amount", "maximum", { comparison: "<=", limit: 9007199254740991 });
              errors++;
            }
            if (data8 < 0 || isNaN(data8)) {
              vErrors = report(vErrors, instancePath + "/tip/amount", "minimum", { comparison: ">=", limit: 0 });
              errors++;
            }
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/tip", "type", { type: "object" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateAmountDetails.errors = vErrors;
  return errors === 0;
}
function validateAutomaticPaymentMethods(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(data && typeof data == "object" && !Array.isArray(data)) && data !== null) {
    vErrors = report(vErrors, instancePath, "type", { type: ["object", "null"] });
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.enabled === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "enabled" });
      errors++;
    }
    if (data.enabled !== void 0) {
      if (typeof data.enabled !== "boolean") {
        vErrors = report(vErrors, instancePath + "/enabled", "type", { type: "boolean" });
        errors++;
      }
    }
    if (data.allow_redirects !== void 0) {
      let data1 = data.allow_redirects;
      if (typeof data1 !== "string") {
        vErrors = report(vErrors, instancePath + "/allow_redirects", "type", { type: "string" });
        errors++;
      }
      if (!(data1 === "always" || data1 === "never")) {
        vErrors = report(vErrors, instancePath + "/allow_redirects", "enum", { allowedValues: ["always", "never"] });
        errors++;
      }
    }
  }
  validateAutomaticPaymentMethods.errors = vErrors;
  return errors === 0;
}
var formats0 = /^[a-z][a-z\d+.-]*:(?=.)(?:\/\/(?:(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2}|:)*@)?(?:\[[\da-f]*:[\da-f:.]+\]|\[v[\da-f]+\.[^\]]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?(?![^/?#])|(?!\/\/))(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2}|[:@/])*(?:\?(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2}|[:@/?])*)?(?:#(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2}|[:@/?])*)?$/i;
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
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 !== "string") {
        vErrors = report(vErrors, instancePath + "/type", "type", { type: "string" });
        errors++;
      }
      if (!(data0 === "api_error" || data0 === "card_error" || data0 === "idempotency_error" || data0 === "invalid_request_error")) {
        vErrors = report(vErrors, instancePath + "/type", "enum", { allowedValues: ["api_error", "card_error", "idempotency_error", "invalid_request_error"] });
        errors++;
      }
    }
    if (data.code !== void 0) {
      if (typeof data.code !== "string") {
        vErrors = report(vErrors, instancePath + "/code", "type", { type: "string" });
        errors++;
      }
    }
    if (data.decline_code !== void 0) {
      if (typeof data.decline_code !== "string") {
        vErrors = report(vErrors, instancePath + "/decline_code", "type", { type: "string" });
        errors++;
      }
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        vErrors = report(vErrors, instancePath + "/message", "type", { type: "string" });
        errors++;
      }
    }
    if (data.param !== void 0) {
      let data4 = data.param;
      if (typeof data4 !== "string" && data4 !== null) {
        vErrors = report(vErrors, instancePath + "/param", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.charge !== void 0) {
      if (typeof data.charge !== "string") {
        vErrors = report(vErrors, instancePath + "/charge", "type", { type: "string" });
        errors++;
      }
    }
    if (data.doc_url !== void 0) {
      let data6 = data.doc_url;
      if (typeof data6 === "string") {
        if (!formats0.test(data6)) {
          vErrors = report(vErrors, instancePath + "/doc_url", "format", { format: "uri" });
          errors++;
        }
      } else {
        vErrors = report(vErrors, instancePath + "/doc_url", "type", { type: "string" });
        errors++;
      }
    }
  }
  validatePaymentError.errors = vErrors;
  return errors === 0;
}
function validateNextAction(data, instancePath = "") {
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
    if (data.type !== void 0) {
      if (typeof data.type !== "string") {
        vErrors = report(vErrors, instancePath + "/type", "type", { type: "string" });
        errors++;
      }
    }
    if (data.redirect_to_url !== void 0) {
      let data1 = data.redirect_to_url;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (data1.url !== void 0) {
          let data2 = data1.url;
          if (typeof data2 !== "string" && data2 !== null) {
            vErrors = report(vErrors, instancePath + "/redirect_to_url/url", "type", { type: ["string", "null"] });
            errors++;
          }
        }
        if (data1.return_url !== void 0) {
          let data3 = data1.return_url;
          if (typeof data3 !== "string" && data3 !== null) {
            vErrors = report(vErrors, instancePath + "/redirect_to_url/return_url", "type", { type: ["string", "null"] });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/redirect_to_url", "type", { type: "object" });
        errors++;
      }
    }
    if (data.use_stripe_sdk !== void 0) {
      let data4 = data.use_stripe_sdk;
      if (!(data4 && typeof data4 == "object" && !Array.isArray(data4))) {
        vErrors = report(vErrors, instancePath + "/use_stripe_sdk", "type", { type: "object" });
        errors++;
      }
    }
  }
  validateNextAction.errors = vErrors;
  return errors === 0;
}
function validatePaymentMethodOptions(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(data && typeof data == "object" && !Array.isArray(data)) && data !== null) {
    vErrors = report(vErrors, instancePath, "type", { type: ["object", "null"] });
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.card !== void 0) {
      let data0 = data.card;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.installments === void 0) {
          vErrors = report(vErrors, instancePath + "/card", "required", { missingProperty: "installments" });
          errors++;
        }
        if (data0.mandate_options === void 0) {
          vErrors = report(vErrors, instancePath + "/card", "required", { missingProperty: "mandate_options" });
          errors++;
        }
        if (data0.network === void 0) {
          vErrors = report(vErrors, instancePath + "/card", "required", { missingProperty: "network" });
          errors++;
        }
        if (data0.request_three_d_secure === void 0) {
          vErrors = report(vErrors, instancePath + "/card", "required", { missingProperty: "request_three_d_secure" });
          errors++;
        }
        if (data0.installments !== void 0) {
          let data1 = data0.installments;
          if (!(data1 && typeof data1 == "object" && !Array.isArray(data1)) && data1 !== null) {
            vErrors = report(vErrors, instancePath + "/card/installments", "type", { type: ["object", "null"] });
            errors++;
          }
        }
        if (data0.mandate_options !== void 0) {
          let data2 = data0.mandate_options;
          if (!(data2 && typeof data2 == "object" && !Array.isArray(data2)) && data2 !== null) {
            vErrors = report(vErrors, instancePath + "/card/mandate_options", "type", { type: ["object", "null"] });
            errors++;
          }
        }
        if (data0.network !== void 0) {
          let data3 = data0.network;
          if (typeof data3 !== "string" && data3 !== null) {
            vErrors = report(vErrors, instancePath + "/card/network", "type", { type: ["string", "null"] });
            errors++;
          }
        }
        if (data0.request_three_d_secure !== void 0) {
          let data4 = data0.request_three_d_secure;
          if (typeof data4 !== "string" && data4 !== null) {
            vErrors = report(vErrors, instancePath + "/card/request_three_d_secure", "type", { type: ["string", "null"] });
            errors++;
          }
          if (!(data4 === "any" || data4 === "automatic" || data4 === "challenge" || data4 === null)) {
            vErrors = report(vErrors, instancePath + "/card/request_three_d_secure", "enum", { allowedValues: ["any", "automatic", "challenge", null] });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/card", "type", { type: "object" });
        errors++;
      }
    }
    if (data.link !== void 0) {
      let data5 = data.link;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        if (data5.persistent_token !== void 0) {
          let data6 = data5.persistent_token;
          if (typeof data6 !== "string" && data6 !== null) {
            vErrors = report(vErrors, instancePath + "/link/persistent_token", "type", { type: ["string", "null"] });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/link", "type", { type: "object" });
        errors++;
      }
    }
  }
  validatePaymentMethodOptions.errors = vErrors;
  return errors === 0;
}
function validateProcessing(data, instancePath = "") {
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
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 !== "string") {
        vErrors = report(vErrors, instancePath + "/type", "type", { type: "string" });
        errors++;
      }
      if (!(data0 === "card")) {
        vErrors = report(vErrors, instancePath + "/type", "const", { allowedValue: "card" });
        errors++;
      }
    }
    if (data.card !== void 0) {
      let data1 = data.card;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (data1.customer_notification !== void 0) {
          let data2 = data1.customer_notification;
          if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
            if (data2.approval_requested === void 0) {
              vErrors = report(vErrors, instancePath + "/card/customer_notification", "required", { missingProperty: "approval_requested" });
              errors++;
            }
            if (data2.completes_at === void 0) {
              vErrors = report(vErrors, instancePath + "/card/customer_notification", "required", { missingProperty: "completes_at" });
              errors++;
            }
            if (data2.approval_requested !== void 0) {
              let data3 = data2.approval_requested;
              if (typeof data3 !== "boolean" && data3 !== null) {
                vErrors = report(vErrors, instancePath + "/card/customer_notification/approval_requested", "type", { type: ["boolean", "null"] });
                errors++;
              }
            }
            if (data2.completes_at !== void 0) {
              if (!shared3(data2.completes_at, instancePath + "/card/customer_notification/completes_at")) {
                vErrors = vErrors === null ? shared3.errors : vErrors.concat(shared3.errors);
                errors = vErrors.length;
              }
            }
          } else {
            vErrors = report(vErrors, instancePath + "/card/customer_notification", "type", { type: "object" });
            errors++;
          }
        }
      } else {
        vErrors = report(vErrors, instancePath + "/card", "type", { type: "object" });
        errors++;
      }
    }
  }
  validateProcessing.errors = vErrors;
  return errors === 0;
}
function validateShipping(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(data && typeof data == "object" && !Array.isArray(data)) && data !== null) {
    vErrors = report(vErrors, instancePath, "type", { type: ["object", "null"] });
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.address !== void 0) {
      if (!validateAddress(data.address, instancePath + "/address")) {
        vErrors = vErrors === null ? validateAddress.errors : vErrors.concat(validateAddress.errors);
        errors = vErrors.length;
      }
    }
    if (data.carrier !== void 0) {
      let data1 = data.carrier;
      if (typeof data1 !== "string" && data1 !== null) {
        vErrors = report(vErrors, instancePath + "/carrier", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        vErrors = report(vErrors, instancePath + "/name", "type", { type: "string" });
        errors++;
      }
    }
    if (data.phone !== void 0) {
      let data3 = data.phone;
      if (typeof data3 !== "string" && data3 !== null) {
        vErrors = report(vErrors, instancePath + "/phone", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.tracking_number !== void 0) {
      let data4 = data.tracking_number;
      if (typeof data4 !== "string" && data4 !== null) {
        vErrors = report(vErrors, instancePath + "/tracking_number", "type", { type: ["string", "null"] });
        errors++;
      }
    }
  }
  validateShipping.errors = vErrors;
  return errors === 0;
}
function validateAddress(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.city === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "city" });
      errors++;
    }
    if (data.country === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "country" });
      errors++;
    }
    if (data.line1 === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "line1" });
      errors++;
    }
    if (data.line2 === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "line2" });
      errors++;
    }
    if (data.postal_code === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "postal_code" });
      errors++;
    }
    if (data.state === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "state" });
      errors++;
    }
    if (data.city !== void 0) {
      let data0 = data.city;
      if (typeof data0 !== "string" && data0 !== null) {
        vErrors = report(vErrors, instancePath + "/city", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.country !== void 0) {
      let data1 = data.country;
      if (typeof data1 !== "string" && data1 !== null) {
        vErrors = report(vErrors, instancePath + "/country", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.line1 !== void 0) {
      let data2 = data.line1;
      if (typeof data2 !== "string" && data2 !== null) {
        vErrors = report(vErrors, instancePath + "/line1", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.line2 !== void 0) {
      let data3 = data.line2;
      if (typeof data3 !== "string" && data3 !== null) {
        vErrors = report(vErrors, instancePath + "/line2", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.postal_code !== void 0) {
      let data4 = data.postal_code;
      if (typeof data4 !== "string" && data4 !== null) {
        vErrors = report(vErrors, instancePath + "/postal_code", "type", { type: ["string", "null"] });
        errors++;
      }
    }
    if (data.state !== void 0) {
      let data5 = data.state;
      if (typeof data5 !== "string" && data5 !== null) {
        vErrors = report(vErrors, instancePath + "/state", "type", { type: ["string", "null"] });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  validateAddress.errors = vErrors;
  return errors === 0;
}
function validateTransferData(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(data && typeof data == "object" && !Array.isArray(data)) && data !== null) {
    vErrors = report(vErrors, instancePath, "type", { type: ["object", "null"] });
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.destination === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "destination" });
      errors++;
    }
    if (data.amount !== void 0) {
      let data0 = data.amount;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)))) {
        vErrors = report(vErrors, instancePath + "/amount", "type", { type: "integer" });
        errors++;
      }
      if (typeof data0 == "number") {
        if (data0 > 9007199254740991 || isNaN(data0)) {
          vErrors = report(vErrors, instancePath + "/amount", "maximum", { comparison: "<=", limit: 9007199254740991 });
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = report(vErrors, instancePath + "/amount", "minimum", { comparison: ">=", limit: 0 });
          errors++;
        }
      }
    }
    if (data.description !== void 0) {
      if (typeof data.description !== "string") {
        vErrors = report(vErrors, instancePath + "/description", "type", { type: "string" });
        errors++;
      }
    }
    if (data.destination !== void 0) {
      let data2 = data.destination;
      const _errs6 = errors;
      let valid1 = false;
      const _errs7 = errors;
      if (typeof data2 !== "string") {
        vErrors = report(vErrors, instancePath + "/destination", "type", { type: "string" });
        errors++;
      }
      var _valid0 = _errs7 === errors;
      valid1 = valid1 || _valid0;
      if (!valid1) {
        const _errs9 = errors;
        if (!validateExpanded(data2, instancePath + "/destination")) {
          vErrors = vErrors === null ? validateExpanded.errors : vErrors.concat(validateExpanded.errors);
          errors = vErrors.length;
        }
        var _valid0 = _errs9 === errors;
        valid1 = valid1 || _valid0;
      }
      if (!valid1) {
        vErrors = report(vErrors, instancePath + "/destination", "anyOf", {});
        errors++;
      } else {
        errors = _errs6;
        if (vErrors !== null) {
          if (_errs6) {
            vErrors.length = _errs6;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.metadata !== void 0) {
      if (!shared4(data.metadata, instancePath + "/metadata")) {
        vErrors = vErrors === null ? shared4.errors : vErrors.concat(shared4.errors);
        errors = vErrors.length;
      }
    }
  }
  validateTransferData.errors = vErrors;
  return errors === 0;
}
function validateErrorDetails(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      vErrors = report(vErrors, instancePath, "required", { missingProperty: "type" });
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
    if (data.request_log_url !== void 0) {
      let data5 = data.request_log_url;
      if (typeof data5 === "string") {
        if (!formats0.test(data5)) {
          vErrors = report(vErrors, instancePath + "/request_log_url", "format", { format: "uri" });
          errors++;
        }
      } else {
        vErrors = report(vErrors, instancePath + "/request_log_url", "type", { type: "string" });
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
        if (data0.type !== void 0) {
          let data1 = data0.type;
          if (typeof data1 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/type", "type", { type: "string" });
            errors++;
          }
          if (!(data1 === "invalid_request_error" || data1 === "idempotency_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "enum", { allowedValues: ["invalid_request_error", "idempotency_error"] });
            errors++;
          }
        }
        if (data0.payment_intent !== void 0) {
          if (!validatePaymentIntent(data0.payment_intent, instancePath + "/error/payment_intent")) {
            vErrors = vErrors === null ? validatePaymentIntent.errors : vErrors.concat(validatePaymentIntent.errors);
            errors = vErrors.length;
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
function validatePermissionError(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!validateAuthenticationError(data, instancePath)) {
    vErrors = vErrors === null ? validateAuthenticationError.errors : vErrors.concat(validateAuthenticationError.errors);
    errors = vErrors.length;
  }
  validatePermissionError.errors = vErrors;
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
  if (!validateAuthenticationError(data, instancePath)) {
    vErrors = vErrors === null ? validateAuthenticationError.errors : vErrors.concat(validateAuthenticationError.errors);
    errors = vErrors.length;
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
          if (!(data1 === "idempotency_error" || data1 === "invalid_request_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "enum", { allowedValues: ["idempotency_error", "invalid_request_error"] });
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
          if (!(data1 === "invalid_request_error" || data1 === "rate_limit_error")) {
            vErrors = report(vErrors, instancePath + "/error/type", "enum", { allowedValues: ["invalid_request_error", "rate_limit_error"] });
            errors++;
          }
        }
        if (data0.code !== void 0) {
          let data2 = data0.code;
          if (typeof data2 !== "string") {
            vErrors = report(vErrors, instancePath + "/error/code", "type", { type: "string" });
            errors++;
          }
          if (!(data2 === "rate_limit" || data2 === "lock_timeout")) {
            vErrors = report(vErrors, instancePath + "/error/code", "enum", { allowedValues: ["rate_limit", "lock_timeout"] });
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
function shared1(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (typeof data !== "string") {
    vErrors = report(vErrors, instancePath, "type", { type: "string" });
    errors++;
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  if (!valid0) {
    const _errs3 = errors;
    if (!validateExpanded(data, instancePath)) {
      vErrors = vErrors === null ? validateExpanded.errors : vErrors.concat(validateExpanded.errors);
      errors = vErrors.length;
    }
    var _valid0 = _errs3 === errors;
    valid0 = valid0 || _valid0;
    if (!valid0) {
      const _errs4 = errors;
      if (data !== null) {
        vErrors = report(vErrors, instancePath, "type", { type: "null" });
        errors++;
      }
      var _valid0 = _errs4 === errors;
      valid0 = valid0 || _valid0;
    }
  }
  if (!valid0) {
    vErrors = report(vErrors, instancePath, "anyOf", {});
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  shared1.errors = vErrors;
  return errors === 0;
}
function shared2(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data))) && data !== null) {
    vErrors = report(vErrors, instancePath, "type", { type: ["integer", "null"] });
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
  shared2.errors = vErrors;
  return errors === 0;
}
function shared3(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data))) && data !== null) {
    vErrors = report(vErrors, instancePath, "type", { type: ["integer", "null"] });
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
  shared3.errors = vErrors;
  return errors === 0;
}
function shared4(data, instancePath = "") {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (typeof data[key0] !== "string") {
        vErrors = report(vErrors, instancePath + "/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), "type", { type: "string" });
        errors++;
      }
    }
  } else {
    vErrors = report(vErrors, instancePath, "type", { type: "object" });
    errors++;
  }
  shared4.errors = vErrors;
  return errors === 0;
}
export {
  validateAddress,
  validateAmountDetails,
  validateApiError,
  validateAuthenticationError,
  validateAutomaticPaymentMethods,
  validateCancelRequest,
  validateCanceledPaymentIntent,
  validateErrorDetails,
  validateExpanded,
  validateIdempotencyKeyInUse,
  validateInvalidRequest,
  validateMethodNotAllowed,
  validateNextAction,
  validateNotFound,
  validatePaymentError,
  validatePaymentIntent,
  validatePaymentMethodOptions,
  validatePermissionError,
  validateProcessing,
  validateRateLimitError,
  validateShipping,
  validateStatus,
  validateTransferData,
  validateUnixTime
};
