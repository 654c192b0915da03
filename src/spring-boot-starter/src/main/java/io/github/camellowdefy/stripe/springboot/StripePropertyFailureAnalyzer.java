// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a property that cannot be used as a sentence, not as a stack trace. */
class StripePropertyFailureAnalyzer extends AbstractFailureAnalyzer<StripePropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, StripePropertyException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
