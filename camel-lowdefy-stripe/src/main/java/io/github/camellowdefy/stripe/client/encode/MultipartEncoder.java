// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parameters with a file among them, part by part as the Node client's. */
final class MultipartEncoder extends FormEncoder {

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

    // random, so that no file holds it by accident or on purpose
    private final String boundary = UUID.randomUUID().toString();
    private final List<UploadContent> segments = new ArrayList<>();
    private boolean hasFile;

    private MultipartEncoder() {
        super(new StringBuilder(256));
    }

    static WireRequest.Body body(Map<?, ?> params) {
        MultipartEncoder encoder = new MultipartEncoder();
        encoder.write(params);
        if (!encoder.hasFile) {
            throw ParamCheck.refused(
                    "file",
                    "is missing or no file",
                    "give {data, name, type}, File, Path, InputStream or byte[]");
        }
        encoder.out.append("--").append(encoder.boundary).append("--\r\n");
        encoder.closeSegment();
        return new MultipartBody(
                "multipart/form-data; boundary=" + encoder.boundary, List.copyOf(encoder.segments));
    }

    @Override
    boolean isFile(Object plain) {
        return super.isFile(plain) || plain instanceof Map<?, ?> map && Upload.describes(map);
    }

    @Override
    void text(CharSequence key, String value) {
        startPart(key);
        out.append("\r\n\r\n").append(ParamCheck.whole(value, key)).append("\r\n");
    }

    @Override
    void file(CharSequence key, Object file) {
        Upload upload = Upload.of(file, key);
        startPart(key);
        out.append("; filename=").append(quote(upload.name(), key));
        out.append("\r\nContent-Type: ").append(oneLine(upload.type(), key)).append("\r\n\r\n");
        closeSegment();
        segments.add(upload.content());
        out.append("\r\n");
        hasFile = true;
    }

    private void startPart(CharSequence key) {
        out.append("--").append(boundary).append("\r\n");
        out.append("Content-Disposition: form-data; name=").append(quote(key.toString(), key));
    }

    private void closeSegment() {
        segments.add(UploadContent.of(out.toString().getBytes(StandardCharsets.UTF_8)));
        out.setLength(0);
    }

    private static String quote(String name, CharSequence key) {
        return '"' + oneLine(name, key).replace("\"", "%22") + '"';
    }

    /** A line break would end the header and begin another one. */
    private static String oneLine(String text, CharSequence key) {
        return LINE_BREAK.matcher(ParamCheck.whole(text, key)).replaceAll(" ");
    }
}
