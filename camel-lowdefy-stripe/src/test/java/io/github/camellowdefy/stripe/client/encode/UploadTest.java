// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import static io.github.camellowdefy.stripe.client.Calls.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.client.Calls;
import io.github.camellowdefy.stripe.client.MultipartParts;
import io.github.camellowdefy.stripe.client.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UploadTest {

    @TempDir Path directory;

    private static WireRequest.Body upload(Object file) {
        return body(map("purpose", "dispute_evidence", "file", file));
    }

    private static WireRequest.Body body(Map<String, Object> params) {
        return new RequestEncoder(Settings.NONE).encode(Calls.call("files.create", params)).body();
    }

    private static MultipartParts.Part fileOf(WireRequest.Body body) throws IOException {
        return MultipartParts.read(body).get(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Test
    void aFileBringsItsNameAndType() throws IOException {
        Path png = file("a b.png", "pixels");
        MultipartParts.Part expected =
                MultipartParts.part("file", "a b.png", "image/png", bytes("pixels"));

        assertThat(fileOf(upload(png))).isEqualTo(expected);
        assertThat(fileOf(upload(png.toFile()))).isEqualTo(expected);
        assertThat(fileOf(upload(map("data", png)))).isEqualTo(expected);
        assertThat(fileOf(upload(map("data", png.toFile(), "name", "", "type", null))))
                .isEqualTo(expected);
        assertThat(fileOf(upload(map("data", png, "name", "c", "type", "x/y"))))
                .isEqualTo(MultipartParts.part("file", "c", "x/y", bytes("pixels")));
        assertThat(fileOf(upload(file("unheard.of-type", ""))).contentType())
                .isEqualTo("application/octet-stream");
    }

    @Test
    void bareBytesAreABlob() throws IOException {
        MultipartParts.Part blob =
                MultipartParts.part(
                        "file", "blob", "application/octet-stream", new byte[] {0, -1, 13, 10});

        byte[] bytes = {0, -1, 13, 10};
        assertThat(fileOf(upload(bytes))).isEqualTo(blob);
        assertThat(fileOf(upload(new ByteArrayInputStream(bytes)))).isEqualTo(blob);
        assertThat(fileOf(upload(map("data", new ByteArrayInputStream(bytes))))).isEqualTo(blob);
    }

    @Test
    void textIsUtf8AndNamesCannotBreakOut() throws IOException {
        Map<String, Object> file = map("data", "é", "name", "\"\r\nX: y\né", "type", "a\rb");

        assertThat(fileOf(upload(file)))
                .isEqualTo(MultipartParts.part("file", "%22 X: y é", "a b", bytes("é")));
    }

    @Test
    void otherParametersAreOneFlatPartEach() throws IOException {
        WireRequest.Body body =
                body(
                        map(
                                "file",
                                new byte[] {1},
                                "file_link_data",
                                map("create", true, "expires_at", new Date(1_767_225_600_000L)),
                                "expand",
                                List.of("link", 30.0),
                                "empty",
                                List.of(),
                                "unset",
                                null));

        assertThat(MultipartParts.read(body))
                .extracting(MultipartParts.Part::name, MultipartParts.Part::content)
                .containsExactly(
                        tuple("file", "\u0001"),
                        tuple("file_link_data[create]", "true"),
                        tuple("file_link_data[expires_at]", "1767225600"),
                        tuple("expand[0]", "link"),
                        tuple("expand[1]", "30"),
                        tuple("unset", ""));
    }

    @Test
    void whatCanBeOpenedAgainIsTheSameAgain() throws IOException {
        WireRequest.Body body = upload(file("a.pdf", "pages"));

        assertThat(body.isRepeatable()).isTrue();
        try (InputStream first = body.open();
                InputStream second = body.open()) {
            byte[] once = first.readAllBytes();
            assertThat(second.readAllBytes()).isEqualTo(once);
            assertThat(body.length()).isEqualTo(once.length);
        }
    }

    @Test
    void aStreamGoesOutOnceAndIsClosed() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream stream =
                new ByteArrayInputStream(bytes("once")) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };
        WireRequest.Body body = upload(stream);

        assertThat(body.isRepeatable()).isFalse();
        assertThat(body.length()).isEqualTo(-1);
        assertThat(fileOf(body).content()).isEqualTo("once");
        assertThat(closed).isTrue();
        try (InputStream again = body.open()) {
            assertThatThrownBy(again::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("The stream to upload was read by an attempt before");
        }
    }

    @Test
    void byteByByteIsTheSameAsAllAtOnce() throws IOException {
        WireRequest.Body body = upload(map("data", "ÿ\n", "name", "n"));

        try (InputStream all = body.open();
                InputStream single = body.open()) {
            for (byte expected : all.readAllBytes()) {
                assertThat((byte) single.read()).isEqualTo(expected);
            }
            assertThat(single.read()).isEqualTo(-1);
        }
    }

    @Test
    void aLargeFileIsNeverWholeInMemory() throws IOException {
        long gigabytes = 8L << 30;
        InputStream endless =
                new InputStream() {
                    private long left = gigabytes;

                    @Override
                    public int read() {
                        return left-- > 0 ? 'x' : -1;
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        if (left <= 0) {
                            return -1;
                        }
                        int read = (int) Math.min(left, length);
                        left -= read;
                        return read;
                    }
                };

        // more than an array, or the heap of the tests, could hold
        try (InputStream in = upload(endless).open()) {
            byte[] buffer = new byte[1 << 20];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
            }
            assertThat(total).isBetween(gigabytes, gigabytes + 1000);
        }
    }

    static Stream<Object> noFiles() {
        return Stream.of(
                "path/to/file.png",
                null,
                map("name", "x.png"),
                map("data", null),
                map("data", 5),
                map("data", Map.of()),
                map("data", "x", "name", 5),
                map("data", "x", "filename", "x.png"),
                Path.of("no", "such", "file.png"),
                map("data", Path.of("no", "such", "file.png")),
                Path.of("."),
                map("data", "half \ud800"),
                map("data", "x", "name", "half \ud800"));
    }

    @ParameterizedTest
    @MethodSource("noFiles")
    void whatIsNoFileIsRefusedBeforeAnyCall(Object file) {
        assertThatThrownBy(() -> upload(file))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageStartingWith("files.create: file");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> upload(Path.of("no", "such.png")))
                .hasMessage(
                        "files.create: file is the file "
                                + Path.of("no", "such.png")
                                + "; no such file can be read, check path and rights.");
        assertThatThrownBy(() -> body(Map.of("purpose", "dispute_evidence")))
                .hasMessageStartingWith("files.create: file is missing or no file; give {data,");
    }

    @Test
    void noTwoUploadsShareABoundary() {
        List<String> types =
                Stream.generate(() -> upload(new byte[0]).contentType()).limit(50).toList();

        assertThat(types)
                .doesNotHaveDuplicates()
                .allMatch(type -> type.matches("multipart/form-data; boundary=[0-9a-f-]{36}"));
    }
}
