// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has every test wait long enough for a machine that is busy with something else, and less than
 * anything here takes that would end by itself what a test expects to be ended.
 */
public final class Patience implements BeforeAllCallback {

    static final Duration TIME = Duration.ofSeconds(25);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(TIME);
    }
}
