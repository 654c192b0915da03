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
package io.github.camellowdefy.stripe.signature;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs a delivery as Stripe does, for tests and for whoever plays Stripe. Made once for its
 * secrets; with two, as while a secret is rolled, the header carries a signature of each.
 */
public final class SignatureSigner {

    /** Name of the header. */
    public static final String HEADER = "Stripe-Signature";

    private final List<SigningSecret> secrets;

    public SignatureSigner(String... secrets) {
        this.secrets = List.of(secrets).stream().map(SigningSecret::new).toList();
    }

    /**
     * The value of the {@code Stripe-Signature} header.
     *
     * @param payload the body, byte for byte as it will be sent
     * @param timestamp when it is signed, in Unix seconds
     */
    public String header(byte[] payload, long timestamp) {
        String time = Long.toString(timestamp);
        List<String> parts = new ArrayList<>();
        parts.add("t=" + time);
        for (SigningSecret secret : secrets) {
            parts.add("v1=" + HexFormat.of().formatHex(secret.sign(time, payload)));
        }
        return String.join(",", parts);
    }
}
