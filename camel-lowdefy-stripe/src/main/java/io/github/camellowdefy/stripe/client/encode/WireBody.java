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
package io.github.camellowdefy.stripe.client.encode;

import java.io.IOException;
import java.io.InputStream;

/** The body of a request. */
public interface WireBody {

    /** The {@code Content-Type} to send. */
    String contentType();

    /** The length in bytes, or -1 when it is not known before it has been read. */
    long length();

    /**
     * Whether {@link #open()} gives the same bytes every time, so that an attempt can be repeated.
     */
    boolean isRepeatable();

    /** The bytes, from the start. */
    InputStream open() throws IOException;
}
