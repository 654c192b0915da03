// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Finds a property that is set where Spring Boot does not read it: in a profile not active. */
final class InactiveProfiles {

    /** A profile that would bring the property, and the file that it stands in. */
    record Found(String profile, String place) {}

    private static final String FOLDERS = "classpath*:/,classpath*:/config/,file:./,file:./config/";

    private static final Pattern OF_PROFILE = Pattern.compile("[^-]+-(.+)\\.[a-z]+");

    private static final String ON_PROFILE = "spring.config.activate.on-profile";

    private InactiveProfiles() {}

    static Optional<Found> with(String property, Environment environment) {
        return SpringFactoriesLoader.loadFactories(
                        PropertySourceLoader.class, InactiveProfiles.class.getClassLoader())
                .stream()
                .flatMap(loader -> documents(loader, environment))
                .filter(document -> document.source.containsProperty(property))
                .map(Document::found)
                .flatMap(Optional::stream)
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

        Optional<Found> found() {
            Object onProfile = source.getProperty(ON_PROFILE);
            Matcher name = OF_PROFILE.matcher(String.valueOf(file.getFilename()));
            return Optional.ofNullable(onProfile)
                    .map(Object::toString)
                    .or(() -> name.matches() ? Optional.of(name.group(1)) : Optional.empty())
                    .map(profile -> new Found(profile, file.getFilename()));
        }
    }
}
