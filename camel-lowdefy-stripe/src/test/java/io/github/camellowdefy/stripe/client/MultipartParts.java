// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.Conformance;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upload taken apart, by the rules of RFC 7578. */
public final class MultipartParts {

    private static final Pattern HEAD =
            Pattern.compile(
                    "Content-Disposition: form-data; name=\"([^\"]*)\""
                            + "(?:; filename=\"([^\"]*)\"\r\nContent-Type: ([^\r\n]*))?");

    /** One part; its content one character a byte. */
    public record Part(String name, String filename, String contentType, String content) {}

    private MultipartParts() {}

    public static Part part(String name, String filename, String contentType, byte[] content) {
        return new Part(
                name, filename, contentType, new String(content, StandardCharsets.ISO_8859_1));
    }

    public static Part part(Conformance.Part recorded) {
        return part(
                recorded.name(), recorded.filename(), recorded.contentType(), recorded.content());
    }

    public static Part part(String head, byte[] content) {
        Matcher matcher = HEAD.matcher(head);
        if (!matcher.matches()) {
            throw new AssertionError("Not the head of a part: " + head);
        }
        return part(matcher.group(1), matcher.group(2), matcher.group(3), content);
    }

    public static List<Part> read(WireRequest.Body body) throws IOException {
        String boundary = "--" + body.contentType().replaceFirst(".*; boundary=", "");
        String text;
        try (InputStream in = body.open()) {
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        List<Part> parts = new ArrayList<>();
        int start = 0;
        while (text.startsWith(boundary + "\r\n", start)) {
            int head = start + boundary.length() + 2;
            int content = text.indexOf("\r\n\r\n", head);
            int end = text.indexOf("\r\n" + boundary, content + 2);
            parts.add(
                    part(
                            new String(
                                    bytes(text.substring(head, content)), StandardCharsets.UTF_8),
                            bytes(text.substring(content + 4, end))));
            start = end + 2;
        }
        if (!text.substring(start).equals(boundary + "--\r\n")) {
            throw new AssertionError("Not the end of the parts: " + text.substring(start));
        }
        return parts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
