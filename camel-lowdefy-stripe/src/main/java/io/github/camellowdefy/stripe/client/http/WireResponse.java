// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import java.io.InputStream;
import java.util.Map;

/**
 * A response as received, decompressed.
 *
 * @param status the HTTP status
 * @param headers names in lower case; of repeated ones the first
 * @param bytes the body in memory; empty when {@code stream} holds it
 * @param stream the body of a successful binary answer, else null; the receiver closes it
 */
public record WireResponse(
        int status, Map<String, String> headers, byte[] bytes, InputStream stream) {}
