// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data}: fields become parameters, the file keeps its bytes. */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILENAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*([^\\r\\n]+)");

    private Multipart() {}

    static RequestBody decode(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw StripeError.invalid("Invalid multipart body: the boundary is missing.");
        }
        // a letter a byte: places in this text are places in the body
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary.group(1);
        FormDecoder form = new FormDecoder();
        ObjectNode fileFields = Json.object();
        byte[] file = null;
        int start = text.indexOf(delimiter) + delimiter.length() + 2;
        int end = text.indexOf(delimiter, start);
        for (; end >= 0; end = text.indexOf(delimiter, start)) {
            int blank = text.indexOf("\r\n\r\n", start);
            if (blank < 0 || blank > end - 4) {
                throw StripeError.invalid("Invalid multipart body: a part has no headers.");
            }
            String head = new String(body, start, blank - start, StandardCharsets.UTF_8);
            byte[] content = Arrays.copyOfRange(body, blank + 4, end - 2);
            String name = group(NAME, head);
            String filename = group(FILENAME, head);
            if (filename != null) {
                file = content;
                fileFields.put("filename", filename).put("content_type", group(TYPE, head));
            } else if (name != null) {
                form.put(name, new String(content, StandardCharsets.UTF_8));
            }
            start = end + delimiter.length() + 2;
        }
        ObjectNode params = form.decoded();
        params.setAll(fileFields);
        return new RequestBody(params, file);
    }

    private static String group(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? matcher.group(1) : null;
    }
}
