// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.Conformance.Part;
import io.github.camellowdefy.stripe.Conformance.Wire;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares what arrived on a socket with what the Node client sent. */
public final class WireAssert {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEAD =
            Pattern.compile(
                    "Content-Disposition: form-data; name=\"([^\"]*)\"(?:; filename=\"([^\"]*)\")?"
                            + "(?:\r\nContent-Type: ([^\r]*))?",
                    Pattern.CASE_INSENSITIVE);

    private WireAssert() {}

    /**
     * Method, host and path to the letter, query and form as pairs, JSON as a tree, uploads part by
     * part, and the headers given.
     */
    public static void assertSame(ReceivedRequest request, Wire wire) throws IOException {
        String target = request.target();
        int question = target.indexOf('?');
        assertThat(request.method()).isEqualTo(wire.method());
        assertThat(question < 0 ? target : target.substring(0, question))
                .isEqualTo('/' + wire.base() + wire.path());
        assertThat(pairs(question < 0 ? null : target.substring(question + 1)))
                .isEqualTo(pairs(wire.query()));
        wire.headers().forEach((name, value) -> assertThat(request.header(name)).isEqualTo(value));
        String body = new String(request.body(), UTF_8);
        if (!wire.parts().isEmpty()) {
            assertThat(request.header("Content-Type")).startsWith("multipart/form-data");
            assertThat(parts(request))
                    .isEqualTo(wire.parts().stream().map(WireAssert::text).toList());
        } else if (wire.body() == null) {
            assertThat(body).isEmpty();
            if (!wire.method().equals("GET")) {
                assertThat(request.header("Content-Type")).isEqualTo(wire.contentType());
            }
        } else if (wire.contentType().equals("application/json")) {
            assertThat(request.header("Content-Type")).isEqualTo(wire.contentType());
            assertThat(JSON.readTree(body)).isEqualTo(JSON.readTree(wire.body()));
        } else {
            assertThat(request.header("Content-Type")).isEqualTo(wire.contentType());
            assertThat(pairs(body)).isEqualTo(pairs(wire.body()));
        }
    }

    /** The decoded pairs, sorted; null where there is no query at all. */
    private static List<String> pairs(String form) {
        return form == null
                ? null
                : Stream.of(form.split("&"))
                        .map(pair -> URLDecoder.decode(pair, UTF_8))
                        .sorted()
                        .toList();
    }

    private static List<String> parts(ReceivedRequest request) {
        String boundary =
                request.header("Content-Type").replaceAll(".*boundary=\"?([^\";]+).*", "$1");
        String body = new String(request.body(), ISO_8859_1);
        List<String> parts = new ArrayList<>();
        for (String part : body.split(Pattern.quote("--" + boundary))) {
            Matcher head = HEAD.matcher(part);
            if (head.find()) {
                String content = part.substring(part.indexOf("\r\n\r\n") + 4, part.length() - 2);
                parts.add(
                        text(
                                new Part(
                                        utf8(head.group(1)),
                                        utf8(head.group(2)),
                                        utf8(head.group(3)),
                                        content.getBytes(ISO_8859_1))));
            }
        }
        return parts;
    }

    private static String utf8(String latin1) {
        return latin1 == null ? null : new String(latin1.getBytes(ISO_8859_1), UTF_8);
    }

    private static String text(Part part) {
        return "%s %s %s %s"
                .formatted(
                        part.name(),
                        part.filename(),
                        part.contentType(),
                        Base64.getEncoder().encodeToString(part.content()));
    }
}
