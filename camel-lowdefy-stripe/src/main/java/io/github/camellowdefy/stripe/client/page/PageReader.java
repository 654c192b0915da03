// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.github.camellowdefy.stripe.client.answer.UnreadableAnswerException;
import io.github.camellowdefy.stripe.client.page.Page.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the items of a page: in maps, or in the text as received without building any map. */
final class PageReader {

    private static final JsonFactory JSON = new JsonFactory();

    /** The last second of the year 9999; what lies beyond is no point in time. */
    private static final long LATEST = 253_402_300_799L;

    private PageReader() {}

    /**
     * Reads a page.
     *
     * @throws UnreadableAnswerException when it is none: taken for an empty page or the last one,
     *     it would end the walk as if there were nothing more
     */
    static Page read(Object body) throws UnreadableAnswerException {
        if (body instanceof Map<?, ?> map) {
            return page(map.get("data") instanceof List<?> data ? items(data) : null, map);
        }
        try {
            return ofText(body instanceof String text ? text : "");
        } catch (UnreadableAnswerException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable("it is no JSON");
        }
    }

    private static Page page(List<Item> items, Map<?, ?> members) throws UnreadableAnswerException {
        if (items == null) {
            throw unreadable("its data is no list of objects");
        }
        Boolean hasMore = member(members, "has_more", Boolean.class);
        return new Page(
                items,
                hasMore != null && hasMore,
                member(members, "next_page", String.class),
                member(members, "next_page_url", String.class));
    }

    private static <T> T member(Map<?, ?> members, String name, Class<T> type)
            throws UnreadableAnswerException {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw unreadable(
                    "its %s is no %s".formatted(name, type == String.class ? "text" : "boolean"));
        }
        return type.cast(value);
    }

    private static UnreadableAnswerException unreadable(String why) {
        return new UnreadableAnswerException(
                "Stripe's answer is no page of a list, because " + why);
    }

    /** The items; null when one of them is no object. */
    private static List<Item> items(List<?> data) {
        List<Item> items = new ArrayList<>(data.size());
        for (Object value : data) {
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            items.add(
                    item(
                            map.get("id") instanceof String id ? id : null,
                            map.get("created") instanceof Long created ? created : null,
                            value));
        }
        return items;
    }

    private static Item item(String id, Long created, Object value) {
        return new Item(
                id == null || id.isBlank() ? null : id,
                created == null || created < 0 || created > LATEST ? null : created,
                value);
    }

    private static Page ofText(String text) throws IOException {
        List<Item> items = null;
        Map<String, Object> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable("it is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("data")) {
                    items = value == JsonToken.START_ARRAY ? items(parser, text) : null;
                } else {
                    members.put(
                            field,
                            switch (value) {
                                case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                                case VALUE_STRING -> parser.getText();
                                case VALUE_NULL -> null;
                                default -> value;
                            });
                }
                parser.skipChildren();
            }
        }
        return page(items, members);
    }

    private static List<Item> items(JsonParser parser, String text) throws IOException {
        List<Item> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw unreadable("its data is no list of objects");
            }
            items.add(item(parser, text));
        }
        return items;
    }

    /** Cuts one item's text out of the page, noting its id and time on the way. */
    private static Item item(JsonParser parser, String text) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        String id = null;
        Long created = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("id")) {
                id = value == JsonToken.VALUE_STRING ? parser.getText() : null;
            } else if (field.equals("created")) {
                created =
                        value == JsonToken.VALUE_NUMBER_INT
                                        && parser.getNumberType() != NumberType.BIG_INTEGER
                                ? parser.getLongValue()
                                : null;
            }
            parser.skipChildren();
        }
        parser.finishToken();
        int to = (int) parser.currentLocation().getCharOffset();
        return item(id, created, text.substring(from, to));
    }
}
