// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import org.apache.hc.core5.http.message.BasicHeader;

/** A header that goes out as it is and is logged without its value, by HttpClient itself too. */
public final class SecretHeader extends BasicHeader {

    private static final long serialVersionUID = 1L;

    public SecretHeader(String name, String value) {
        super(name, value, true);
    }

    @Override
    public String toString() {
        return getName() + ": xxxxxx";
    }
}
