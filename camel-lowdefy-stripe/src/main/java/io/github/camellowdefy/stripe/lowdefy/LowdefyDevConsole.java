// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/**
 * The developer console {@code lowdefy}: the loaded Lowdefy files as Camel's YAML DSL, as a start
 * for routes of one's own. Holds no secret.
 */
@DevConsole(
        name = "lowdefy",
        displayName = "Lowdefy files",
        description = "The routes made of Lowdefy files, as YAML DSL")
public class LowdefyDevConsole extends AbstractDevConsole {

    /** Registers itself as {@code lowdefy} in the group {@code camel}. */
    public LowdefyDevConsole() {
        super("camel", "lowdefy", "Lowdefy files", "The routes made of Lowdefy files, as YAML DSL");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (LowdefyFiles.Loaded file : LowdefyFiles.of(getCamelContext()).all()) {
            text.append("# ").append(file.document().location()).append('\n');
            text.append(export().of(file)).append('\n');
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        List<Object> files = new ArrayList<>();
        for (LowdefyFiles.Loaded file : LowdefyFiles.of(getCamelContext()).all()) {
            JsonObject json = new JsonObject();
            json.put("file", file.document().location());
            json.put(
                    "requests",
                    file.requests().stream().map(request -> request.definition().id()).toList());
            json.put("yaml", export().of(file));
            files.add(json);
        }
        JsonObject root = new JsonObject();
        root.put("files", files);
        return root;
    }

    private YamlExport export() {
        return new YamlExport(getCamelContext());
    }
}
