// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.yaml;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Scalar;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.DumpSettingsBuilder;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes values as YAML to be looked at: whatever looks like a key is blanked. */
public final class NodeText {

    private static final String SECRET = "_secret";
    private static final DumpSettings SETTINGS = settings().build();
    private static final DumpSettings QUOTING =
            settings()
                    .setDefaultScalarStyle(ScalarStyle.DOUBLE_QUOTED)
                    .setSplitLines(false)
                    .build();

    private NodeText() {}

    private static DumpSettingsBuilder settings() {
        return DumpSettings.builder()
                .setSchema(new SharedSchema())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(100);
    }

    public static String yaml(Node node) {
        return yaml(plain(node));
    }

    /** A value of maps, lists and scalars as YAML in blocks. */
    public static String yaml(Object plain) {
        return new Dump(SETTINGS).dumpToString(plain);
    }

    /**
     * The value as YAML in blocks, for where Camel would take <code>{{name}}</code> for one of its
     * properties: such text is quoted, and its braces written otherwise.
     */
    public static String yamlWithoutPlaceholders(Node node) {
        String yaml = yaml(node);
        return yaml.contains("{{")
                ? new Dump(QUOTING).dumpToString(plain(node)).replace("{{", "{\\x7b")
                : yaml;
    }

    /** The value as maps, lists and scalars. */
    public static Object plain(Node node) {
        return node.plain(NodeText::leaf);
    }

    private static Object leaf(Node node) {
        Object value = node instanceof Scalar scalar ? scalar.value() : null;
        return value instanceof String text ? Excerpt.redact(text) : value;
    }

    /** Whether a secret is asked for, or something that looks like a key is written out. */
    public static boolean holdsSecret(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().containsKey(SECRET)
                    || mapping.entries().values().stream().anyMatch(NodeText::holdsSecret);
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().anyMatch(NodeText::holdsSecret);
        }
        return node.text() != null && !Excerpt.redact(node.text()).equals(node.text());
    }

    /** The core schema, which would make its patterns again for every text. */
    private static final class SharedSchema extends CoreSchema {

        private final ScalarResolver resolver = super.getScalarResolver();

        @Override
        public ScalarResolver getScalarResolver() {
            return resolver;
        }
    }
}
