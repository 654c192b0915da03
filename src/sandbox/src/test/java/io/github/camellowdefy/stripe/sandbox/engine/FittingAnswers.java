// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Registered for every test of the module: each answer that any sandbox of this process gives has
 * to fit the table, and the test class in which the first one did not fails.
 */
public final class FittingAnswers implements BeforeAllCallback, AfterAllCallback {

    private static final Set<String> MISFITS = Collections.synchronizedSet(new LinkedHashSet<>());

    @Override
    public void beforeAll(ExtensionContext context) {
        Pipeline.watch(FittingAnswers::check);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Set<String> found;
        synchronized (MISFITS) {
            found = new LinkedHashSet<>(MISFITS);
            MISFITS.clear();
        }
        if (System.getProperty("dbg") != null) {
            found.forEach(each -> System.out.println("MISFIT " + each));
            return;
        }
        assertThat(found).isEmpty();
    }

    private static void check(Route route, Answer answer) {
        if (answer.status() == 200
                && answer.isJson()
                && !route.template().startsWith("/_sandbox")) {
            AnswerCheck.misfits(route, Json.read(answer.body()))
                    .forEach(misfit -> MISFITS.add(route.operation() + ": " + misfit));
        }
    }
}
