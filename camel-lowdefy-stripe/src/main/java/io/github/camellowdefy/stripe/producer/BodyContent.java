// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.support.ExchangeHelper;

/**
 * Reads the call's arguments from the message: streams and files of text become bytes, an upload
 * gets name and type from the headers. The content of a stream stays readable for later steps,
 * above all for a redelivery.
 *
 * @param longestText bytes of text after which reading stops; the parser refuses a longer text
 */
public record BodyContent(int longestText) {

    /**
     * The body of the exchange's message in the JDK's types.
     *
     * @param upload whether a file or stream is to be streamed out as it is rather than parsed
     */
    public Object read(Exchange exchange, boolean upload) throws IOException {
        Object body = ReadStreams.unread(exchange, exchange.getMessage().getBody());
        Object plain = CamelValues.plain(body, exchange);
        if (upload
                && (plain instanceof File
                        || plain instanceof InputStream
                        || plain instanceof byte[])) {
            return upload(plain, body instanceof WrappedFile, exchange.getMessage());
        }
        if (plain instanceof File file) {
            plain = file.toPath();
        }
        if (plain instanceof Path file && !upload) {
            return text(read(file), exchange);
        }
        if (plain instanceof Reader reader) {
            return drained(reader, exchange, body);
        }
        if (plain instanceof InputStream in) {
            return text(drained(in, exchange, body), exchange);
        }
        return plain instanceof byte[] bytes ? text(bytes, exchange) : plain;
    }

    private byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(longestText + 1);
        } catch (IOException e) {
            throw new InvalidStripeCallException(
                    "The body is the file %s, which cannot be read; check path and rights."
                            .formatted(file),
                    e);
        }
    }

    /** Reads to the end, or as far as text may go, and leaves the message with the whole body. */
    private byte[] drained(InputStream in, Exchange exchange, Object body) throws IOException {
        byte[] bytes = in.readNBytes(longestText + 1);
        if (body instanceof StreamCache cache) {
            cache.reset();
            return bytes;
        }
        Object content;
        if (bytes.length <= longestText) {
            in.close();
            content = new InputStreamCache(bytes);
        } else {
            content = new SequenceInputStream(new ByteArrayInputStream(bytes), in);
        }
        replace(exchange, body, content);
        return bytes;
    }

    private String drained(Reader in, Exchange exchange, Object body) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        int read = 0;
        while (read >= 0 && text.length() <= longestText) {
            text.append(buffer, 0, read);
            read = in.read(buffer);
        }
        if (read < 0) {
            in.close();
            replace(exchange, body, text.toString());
        } else {
            PushbackReader rest = new PushbackReader(in, text.length());
            rest.unread(text.toString().toCharArray());
            replace(exchange, body, rest);
        }
        return text.toString();
    }

    private static void replace(Exchange exchange, Object body, Object content) {
        ReadStreams.replace(exchange, body, content);
        exchange.getMessage().setBody(content);
    }

    /** JSON and YAML are UTF-8 unless the exchange names another character set. */
    private static Object text(byte[] bytes, Exchange exchange) {
        String charset = ExchangeHelper.getCharsetName(exchange, false);
        return charset == null || Charset.forName(charset).equals(StandardCharsets.UTF_8)
                ? bytes
                : new String(bytes, Charset.forName(charset));
    }

    private static Map<String, Object> upload(Object content, boolean consumed, Message message) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("data", content);
        String name = header(message, Exchange.FILE_NAME_ONLY);
        if (name == null && (consumed || !(content instanceof File))) {
            name = header(message, Exchange.FILE_NAME);
        }
        if (name != null) {
            file.put("name", name.substring(name.lastIndexOf('/') + 1));
        }
        String type = header(message, Exchange.FILE_CONTENT_TYPE);
        type = type != null ? type : header(message, Exchange.CONTENT_TYPE);
        if (type != null) {
            file.put("type", type);
        }
        return Map.of("file", file);
    }

    private static String header(Message message, String name) {
        return message.getHeader(name, String.class);
    }
}
