// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chromium without a window, by the requests of WebDriver to chromedriver. */
final class Browser implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    /** Whether Chromium and its driver are installed. */
    static boolean isInstalled() {
        return Stream.of("chromium", "chromedriver")
                .allMatch(name -> Files.isExecutable(Path.of("/usr/bin", name)));
    }

    /** With an empty profile of its own in the folder. */
    Browser(Path profile) throws IOException {
        driver = new ProcessBuilder("/usr/bin/chromedriver", "--port=0").start();
        BufferedReader out = driver.inputReader();
        String port = null;
        for (String line = out.readLine(); port == null && line != null; line = out.readLine()) {
            Matcher found = PORT.matcher(line);
            port = found.find() ? found.group(1) : null;
            if (port != null) {
                break;
            }
        }
        List<String> arguments =
                List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile);
        Map<String, Object> options = Map.of("binary", "/usr/bin/chromium", "args", arguments);
        String root = "http://127.0.0.1:" + port + "/session";
        JsonNode made =
                post(
                        root,
                        Map.of(
                                "capabilities",
                                Map.of("alwaysMatch", Map.of("goog:chromeOptions", options))));
        session = root + '/' + made.path("sessionId").asText();
    }

    void open(String url) {
        post(session + "/url", Map.of("url", url));
    }

    String url() {
        return send(HttpRequest.newBuilder(URI.create(session + "/url")).GET()).asText();
    }

    String text() {
        return script("return document.body.innerText").asText();
    }

    /** What a screen reader or the keyboard is at. */
    String focused() {
        return script("return document.activeElement.textContent").asText();
    }

    void click(String css) {
        post(element(css) + "/click", Map.of());
    }

    void type(String css, String keys) {
        post(element(css) + "/value", Map.of("text", keys));
    }

    JsonNode script(String code) {
        return post(session + "/execute/sync", Map.of("script", code, "args", List.of()));
    }

    /** Shows pages so wide, in the dark or not. */
    void look(int width, int height, boolean dark) {
        control(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        control(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    byte[] screenshot() {
        JsonNode picture = send(HttpRequest.newBuilder(URI.create(session + "/screenshot")).GET());
        return Base64.getDecoder().decode(picture.asText());
    }

    @Override
    public void close() {
        send(HttpRequest.newBuilder(URI.create(session)).DELETE());
        driver.destroy();
    }

    private void control(String command, Map<String, Object> params) {
        post(session + "/goog/cdp/execute", Map.of("cmd", command, "params", params));
    }

    private String element(String css) {
        JsonNode found = post(session + "/element", Map.of("using", "css selector", "value", css));
        return session + "/element/" + found.path(ELEMENT).asText();
    }

    private JsonNode post(String url, Map<String, ?> body) {
        try {
            String json = MAPPER.writeValueAsString(body);
            return send(
                    HttpRequest.newBuilder(URI.create(url))
                            .POST(HttpRequest.BodyPublishers.ofString(json)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode value = MAPPER.readTree(answer.body()).path("value");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(value.path("message").asText());
            }
            return value;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
