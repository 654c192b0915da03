// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.Base64;

/** Files: their content is kept beside the object. */
public final class FileBehaviours implements Behaviours.Module {

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/files", FileBehaviours::create)
                .on("GET /v1/files/{file}/contents", FileBehaviours::contents);
    }

    private static Answer create(Call call) {
        call.params().requireText("purpose");
        byte[] content = call.file();
        if (content == null) {
            throw StripeError.missing("file");
        }
        String name = call.params().text("filename");
        String purpose = call.params().text("purpose");
        String type = call.params().text("content_type");
        return Answer.of(keep(call.changes(), name, purpose, type, content));
    }

    /**
     * Stores a file.
     *
     * @param name its name or null; the type is what stands after its last dot
     * @param type the media type, or null
     */
    public static ObjectNode keep(
            Changes changes, String name, String purpose, String type, byte[] content) {
        ObjectNode file = changes.draft("file");
        int dot = name == null ? -1 : name.lastIndexOf('.');
        file.put("filename", name).put("purpose", purpose).put("size", content.length);
        file.put("type", dot < 0 ? null : name.substring(dot + 1));
        changes.insert(file);
        ObjectNode hidden = Json.object();
        hidden.put("content", Base64.getEncoder().encodeToString(content));
        hidden.put("content_type", type);
        changes.hide("file", file.get("id").textValue(), hidden);
        return file;
    }

    private static Answer contents(Call call) {
        call.require("file");
        ObjectNode hidden = call.account().hidden("file", call.id(0));
        String type = Json.text(hidden, "content_type");
        byte[] content = Base64.getDecoder().decode(Json.text(hidden, "content"));
        return Answer.bytes(type == null ? "application/octet-stream" : type, content);
    }
}
