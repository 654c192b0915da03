// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Finds a property that is set where Spring Boot does not read it: in a profile not active. */
final class InactiveProfiles {

    /** A property, the file that it stands in, and the profile that would bring it. */
    record Found(ConfigurationPropertyName property, String place, String profile) {}

    private static final String FOLDERS = "classpath*:/,classpath*:/config/,file:./,file:./config/";

    private static final Pattern OF_PROFILE = Pattern.compile("[^-]+-(.+)\\.[a-z]+");

    private static final String ON_PROFILE = "spring.config.activate.on-profile";

    private InactiveProfiles() {}

    static Optional<Found> with(
            Predicate<ConfigurationPropertyName> property, Environment environment) {
        return SpringFactoriesLoader.loadFactories(
                        PropertySourceLoader.class, InactiveProfiles.class.getClassLoader())
                .stream()
                .flatMap(loader -> documents(loader, environment))
                .flatMap(document -> document.found(property).stream())
                .filter(found -> !environment.acceptsProfiles(Profiles.of(found.profile)))
                .findFirst();
    }

    private static Stream<Document> documents(
            PropertySourceLoader loader, Environment environment) {
        String name = environment.getProperty("spring.config.name", "application");
        return folders(environment)
                .flatMap(
                        folder ->
                                Arrays.stream(loader.getFileExtensions())
                                        .map(end -> folder + name + "*." + end))
                .flatMap(InactiveProfiles::files)
                .flatMap(file -> load(loader, file));
    }

    /** Where Spring Boot looks for the files of profiles. */
    private static Stream<String> folders(Environment environment) {
        return Stream.of(
                        environment.getProperty("spring.config.location", FOLDERS),
                        environment.getProperty("spring.config.additional-location", ""))
                .flatMap(Pattern.compile("[,;]")::splitAsStream)
                .map(folder -> folder.strip().replaceFirst("^optional:", ""))
                .filter(folder -> folder.endsWith("/"));
    }

    private static Stream<Resource> files(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Stream<Document> load(PropertySourceLoader loader, Resource file) {
        try {
            return loader.load(file.getDescription(), file).stream()
                    .map(source -> new Document(file, source));
        } catch (IOException | RuntimeException e) {
            // what cannot be read is no advice; Spring Boot says so where it is active
            return Stream.empty();
        }
    }

    private record Document(Resource file, PropertySource<?> source) {

        Optional<Found> found(Predicate<ConfigurationPropertyName> property) {
            return StreamSupport.stream(properties().spliterator(), false)
                    .filter(IterableConfigurationPropertySource.class::isInstance)
                    .flatMap(each -> ((IterableConfigurationPropertySource) each).stream())
                    .filter(property)
                    .findFirst()
                    .flatMap(
                            name ->
                                    profile()
                                            .map(
                                                    profile ->
                                                            new Found(
                                                                    name,
                                                                    file.getFilename(),
                                                                    profile)));
        }

        private Iterable<ConfigurationPropertySource> properties() {
            return ConfigurationPropertySources.from(source);
        }

        /** An expression of profiles; one of a list of them is enough. */
        private Optional<String> profile() {
            Matcher name = OF_PROFILE.matcher(String.valueOf(file.getFilename()));
            return new Binder(properties())
                    .bind(ON_PROFILE, Bindable.listOf(String.class))
                    .map(Optional::of)
                    .orElse(Optional.empty())
                    .map(Document::anyOf)
                    .or(() -> name.matches() ? Optional.of(name.group(1)) : Optional.empty());
        }

        private static String anyOf(List<String> profiles) {
            return profiles.size() == 1
                    ? profiles.get(0)
                    : '(' + String.join(") | (", profiles) + ')';
        }
    }
}
