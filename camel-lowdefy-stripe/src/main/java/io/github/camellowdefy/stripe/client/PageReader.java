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
package io.github.camellowdefy.stripe.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.camellowdefy.stripe.client.Page.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the items of a page: in maps, or in the text as received without building any map. */
final class PageReader {

    private static final JsonFactory JSON = new JsonFactory();

    private PageReader() {}

    static Page read(Object body) {
        if (body instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (body instanceof String text) {
            return ofText(text);
        }
        throw new IllegalStateException(
                "A page of a list was expected, Stripe answered otherwise.");
    }

    private static Page ofMap(Map<?, ?> map) {
        List<Item> items = new ArrayList<>();
        if (map.get("data") instanceof List<?> data) {
            for (Object value : data) {
                items.add(item(value));
            }
        }
        return new Page(
                items,
                Boolean.TRUE.equals(map.get("has_more")),
                map.get("next_page") instanceof String token ? token : null,
                map.get("next_page_url") instanceof String url ? url : null);
    }

    private static Item item(Object value) {
        return value instanceof Map<?, ?> map
                ? new Item(
                        map.get("id") instanceof String id ? id : null,
                        map.get("created") instanceof Long created ? created : null,
                        value)
                : new Item(null, null, value);
    }

    private static Page ofText(String text) {
        List<Item> items = new ArrayList<>();
        boolean hasMore = false;
        String nextPage = null;
        String nextPageUrl = null;
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "data" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            items.add(item(parser, text));
                        }
                    }
                    case "has_more" -> hasMore = value == JsonToken.VALUE_TRUE;
                    case "next_page" -> nextPage = parser.getValueAsString();
                    case "next_page_url" -> nextPageUrl = parser.getValueAsString();
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(items, hasMore, nextPage, nextPageUrl);
    }

    /** Cuts one item's text out of the page, noting its id and time on the way. */
    private static Item item(JsonParser parser, String text) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        String id = null;
        Long created = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && "id".equals(field)) {
                    id = parser.getText();
                } else if (value == JsonToken.VALUE_NUMBER_INT && "created".equals(field)) {
                    created = parser.getLongValue();
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        parser.finishToken();
        int to = (int) parser.currentLocation().getCharOffset();
        return new Item(id, created, text.substring(from, to));
    }
}
