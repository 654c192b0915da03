// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** Files: their content is kept beside the object. */
final class FileBehaviours implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/files", FileBehaviours::create)
                .on("GET /v1/files/{file}/contents", FileBehaviours::contents);
    }

    private static Answer create(Call call) {
        call.params().requireText("purpose");
        byte[] content = call.file();
        if (content == null) {
            throw StripeError.missing("file");
        }
        ObjectNode file = call.changes().draft("file");
        String name = call.params().text("filename");
        int dot = name == null ? -1 : name.lastIndexOf('.');
        file.put("filename", name).put("purpose", call.params().text("purpose"));
        file.put("size", content.length);
        file.put("type", dot < 0 ? null : name.substring(dot + 1));
        String id = file.get("id").textValue();
        call.changes().insert(file);
        ObjectNode hidden = Json.object();
        hidden.put("content", Base64.getEncoder().encodeToString(content));
        hidden.put("content_type", call.params().text("content_type"));
        call.changes().hide("file", id, hidden);
        return Answer.of(file);
    }

    private static Answer contents(Call call) {
        call.account().require("file", call.id(0));
        ObjectNode hidden = call.account().hidden("file", call.id(0));
        String type = Json.text(hidden, "content_type");
        byte[] content = Base64.getDecoder().decode(Json.text(hidden, "content"));
        return Answer.bytes(type == null ? "application/octet-stream" : type, content);
    }
}
