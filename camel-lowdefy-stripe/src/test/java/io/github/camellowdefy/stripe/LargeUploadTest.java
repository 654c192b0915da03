// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** 500 MB of a stream nobody knows the length of go out of a route in a JVM of 128 MB. */
class LargeUploadTest {

    private static final long BYTES = 500L << 20;

    @Test
    void anUploadIsStreamedWhateverItsSize() throws Exception {
        OwnJvm upload = OwnJvm.run(OwnJvm.SMALL, Upload.class);

        assertThat(upload.output()).contains("uploaded");
        assertThat(upload.status()).isZero();
    }

    /** Runs in the small JVM. */
    static final class Upload {

        private Upload() {}

        public static void main(String[] args) throws Exception {
            try (Routes routes =
                    Routes.start(
                            r ->
                                    r.from("direct:upload")
                                            .noStreamCaching()
                                            .to(
                                                    "stripe:files/create?params.purpose=dispute_evidence"))) {
                routes.server().withoutRecording().otherwise(LargeUploadTest::counted);
                Exchange done = routes.send("direct:upload", new Zeros());
                if (done.getException() != null) {
                    throw new IllegalStateException(done.getException());
                }
                Number size = (Number) done.getMessage().getBody(Map.class).get("size");
                if (size.longValue() > BYTES) {
                    System.out.println("uploaded");
                }
            }
        }
    }

    private static void counted(ScriptedExchange exchange)
            throws IOException, InterruptedException {
        Reply.json("{\"size\":" + exchange.request().length() + "}").play(exchange);
    }

    private static final class Zeros extends InputStream {
        private long left = BYTES;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, left);
            left -= read;
            return read;
        }
    }
}
