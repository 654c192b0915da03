/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
