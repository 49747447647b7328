package dev.tocsin.alerting.page;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.session.SessionToken;
import dev.tocsin.alerting.session.SessionWiring;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts pages together: a template, what it shows, and who looks at it. */
@Singleton
public class PageWiring {
    static final String LANGUAGE_COOKIE = "tocsin_language";
    static final String THEME_COOKIE = "tocsin_theme";

    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

    private final Engine engine;
    private final Map<String, String> assets;

    PageWiring(Engine engine, Assets assets) {
        this.engine = engine;
        this.assets = assets.paths();
    }

    /** Who asks, by what the request says of itself. */
    public Visit visit(HttpHeaders headers, UriInfo uri, @Nullable SecurityContext security) {
        return visit(headers.getCookies(), headers.getAcceptableLanguages(), uri, security);
    }

    Visit visit(Map<String, Cookie> cookies, List<Locale> languages, UriInfo uri, @Nullable SecurityContext security) {
        Optional<Caller> caller = Optional.ofNullable(security)
                .map(SecurityContext::getUserPrincipal)
                .filter(Caller.class::isInstance)
                .map(Caller::of);
        String query = uri.getRequestUri().getRawQuery();
        return new Visit(
                caller,
                language(cookies.get(LANGUAGE_COOKIE), languages),
                Optional.ofNullable(cookies.get(THEME_COOKIE))
                        .map(Cookie::getValue)
                        .filter(value -> value.equals("light") || value.equals("dark"))
                        .orElse("auto"),
                caller.flatMap(known -> SessionWiring.token(cookies.get(SessionToken.COOKIE)))
                        .map(SessionToken::formToken)
                        .orElse(""),
                LocalPath.of(uri.getRequestUri().getRawPath() + (query == null ? "" : "?" + query)));
    }

    private static Language language(@Nullable Cookie chosen, List<Locale> wanted) {
        return Optional.ofNullable(chosen)
                .map(Cookie::getValue)
                .flatMap(Language::of)
                .orElseGet(() -> wanted.stream()
                        .map(Locale::getLanguage)
                        .flatMap(name -> Language.of(name).stream())
                        .findFirst()
                        .orElse(Language.EN));
    }

    /** A page, or a part of one, as an answer. */
    public Response ok(Visit visit, String template, Map<String, ?> data) {
        return answer(Response.Status.OK, visit, template, data);
    }

    public Response answer(Response.StatusType status, Visit visit, String template, Map<String, ?> data) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(render(visit, template, data))
                .build();
    }

    /** As text. */
    public String render(Visit visit, String template, Map<String, ?> data) {
        Template found = Objects.requireNonNull(engine.getTemplate(template), template);
        TemplateInstance page = found.data("visit", visit)
                .data("t", visit.texts().all())
                .data("r", visit.readable())
                .data("w", visit.words())
                .data("assets", assets);
        data.forEach(page::data);
        return page.render();
    }

    /** After a form was obeyed: to a page that can be loaded again without sending it once more. */
    public static Response seeOther(String path) {
        return Response.seeOther(URI.create(LocalPath.of(path))).build();
    }
}
