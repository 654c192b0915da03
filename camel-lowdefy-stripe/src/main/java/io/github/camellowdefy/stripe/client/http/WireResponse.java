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
