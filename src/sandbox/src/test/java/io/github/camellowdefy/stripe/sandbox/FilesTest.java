// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.File;
import com.stripe.param.FileCreateParams;
import com.stripe.service.V1Services;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StripeSandboxExtension.class)
class FilesTest {

    private StripeSandbox sandbox;

    @Test
    void anUploadKeepsItsBytes() throws StripeException {
        V1Services stripe = Clients.stripe(sandbox);
        String content = "--not a boundary\r\n\r\nand no end\r\n";
        File file =
                stripe.files()
                        .create(
                                FileCreateParams.builder()
                                        .setPurpose(FileCreateParams.Purpose.DISPUTE_EVIDENCE)
                                        .setFile(
                                                new ByteArrayInputStream(
                                                        content.getBytes(StandardCharsets.UTF_8)))
                                        .build());
        assertThat(file.getSize()).isEqualTo(content.length());
        assertThat(file.getPurpose()).isEqualTo("dispute_evidence");
        assertThat(stripe.files().retrieve(file.getId()).getSize()).isEqualTo(content.length());
        assertThat(send(sandbox, "GET", "/v1/files/" + file.getId() + "/contents", null).body())
                .isEqualTo(content);
    }

    @Test
    void aFileNeedsAPurposeAndAContent() {
        assertThat(send(sandbox, "POST", "/v1/files", "").body()).contains("\"param\":\"purpose\"");
        assertThat(send(sandbox, "POST", "/v1/files", "purpose=dispute_evidence").body())
                .contains("\"param\":\"file\"");
    }
}
