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
package io.github.camellowdefy.stripe.option;

import org.apache.camel.NoSuchEndpointException;

/**
 * Refuses the URI of an endpoint without repeating it. Camel passes on this kind of exception alone
 * as it is: to any other it adds the URI, in which the value of a misspelt {@code secretKey} is a
 * key.
 */
public final class RefusedEndpointException extends NoSuchEndpointException {

    private static final long serialVersionUID = 1;

    /**
     * @param endpoint the URI without its options
     */
    public RefusedEndpointException(String endpoint, IllegalArgumentException refusal) {
        super(endpoint);
        initCause(refusal);
    }

    @Override
    public String getMessage() {
        return getCause().getMessage();
    }
}
