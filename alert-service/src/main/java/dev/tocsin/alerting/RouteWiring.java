package dev.tocsin.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which methods a path has: RFC 9110 wants them named where another one is refused, and the framework does not say them. */
@ApplicationScoped
public class RouteWiring {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*\\w+\\s*(?::((?:[^{}]|\\{[^{}]*\\})+))?\\}");

    private record Route(Pattern path, String method) {}

    private final List<Route> routes = new ArrayList<>();

    RouteWiring(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null) {
                for (Method method : bean.getBeanClass().getMethods()) {
                    add(root.value(), method);
                }
            }
        }
    }

    private void add(String root, Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                Path own = method.getAnnotation(Path.class);
                routes.add(new Route(pattern(root + "/" + (own == null ? "" : own.value())), verb.value()));
            }
        }
    }

    private static Pattern pattern(String template) {
        String path = plain(template);
        StringBuilder pattern = new StringBuilder();
        Matcher variable = VARIABLE.matcher(path);
        int from = 0;
        while (variable.find()) {
            pattern.append(Pattern.quote(path.substring(from, variable.start())))
                    .append(Optional.ofNullable(variable.group(1)).orElse("[^/]+"));
            from = variable.end();
        }
        return Pattern.compile(pattern + Pattern.quote(path.substring(from)));
    }

    private static String plain(String path) {
        return ("/" + path + "/").replaceAll("/+", "/");
    }

    /** The value of header {@code Allow}; empty where the path has no method at all. */
    String allowed(String path) {
        TreeSet<String> methods = new TreeSet<>();
        routes.stream()
                .filter(route -> route.path().matcher(plain(path)).matches())
                .forEach(route -> methods.add(route.method()));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return String.join(", ", methods);
    }
}
