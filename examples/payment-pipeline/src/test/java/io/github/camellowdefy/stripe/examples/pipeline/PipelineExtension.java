// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one pipeline, with a broker, a database and a sandbox of its own: it starts with the
 * first test that wants it and ends with the last.
 */
final class PipelineExtension implements ParameterResolver, BeforeEachCallback {

    private static final Namespace SHARED = Namespace.create(PipelineExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Pipeline.class;
    }

    @Override
    public Pipeline resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return pipeline(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        pipeline(context).sandbox().faults().clear();
    }

    private static Pipeline pipeline(ExtensionContext context) {
        return context.getRoot()
                .getStore(SHARED)
                .getOrComputeIfAbsent(Pipeline.class, key -> Pipeline.start(), Pipeline.class);
    }
}
