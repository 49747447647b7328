package dev.tocsin.alerting.page;

import dev.tocsin.alerting.account.OpenToAll;
import dev.tocsin.alerting.content.Language;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a browser wants the page: kept in cookies, for it holds before one signs in too. */
@Path("/preferences")
@OpenToAll
public class PreferenceResource {
    private static final List<String> THEMES = List.of("auto", "light", "dark");
    private static final int A_YEAR = 365 * 24 * 60 * 60;

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response keep(
            @FormParam("language") @Nullable String language,
            @FormParam("theme") @Nullable String theme,
            @FormParam("next") @Nullable String next) {
        Response.ResponseBuilder answer = Response.seeOther(URI.create(LocalPath.of(next)));
        if (language != null && Language.of(language).isPresent()) {
            answer.cookie(cookie(PageWiring.LANGUAGE_COOKIE, language));
        }
        if (theme != null && THEMES.contains(theme)) {
            answer.cookie(cookie(PageWiring.THEME_COOKIE, theme));
        }
        return answer.build();
    }

    private static NewCookie cookie(String name, String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(A_YEAR)
                .httpOnly(true)
                .sameSite(SameSite.LAX)
                .build();
    }
}
