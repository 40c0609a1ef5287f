using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Clients;

/// <summary>What a client says of themselves.</summary>
internal static class ProfileEndpoints
{
    public static void MapProfile(this IEndpointRouteBuilder api)
    {
        var client = api.MapGroup("/client").WithTags("Client");
        client.MapPost("/save-theme", SaveThemeAsync).Audited("client.theme")
            .WithName("SaveTheme").WithSummary("Keep the client's theme.")
            .RequireSession(SessionFrom.Body, Role.Client).Refuses(404, 422);
        client.MapPut("/profile", ChangeAsync).Audited("client.profile")
            .WithName("ChangeProfile").WithSummary("Change the client's profile.")
            .RequireSession(SessionFrom.Body, Role.Client).Refuses(404, 422);
    }

    private static async Task<Results<Ok<ThemeSaved>, ProblemResult>> SaveThemeAsync(
        SaveTheme body, HttpContext context, ClientProfiles profiles, CancellationToken cancellationToken)
    {
        if (!Themes.All.Contains(body.Theme))
        {
            return Problems.Invalid("theme", ChangeProfile.ThemeRule);
        }

        var saved = await profiles.ChangeAsync(
            context.Caller.Session, new ProfileChange(Theme: body.Theme), cancellationToken);
        return TypedResults.Ok(new ThemeSaved(saved.Theme));
    }

    private static async Task<Results<Ok<ProfileView>, ProblemResult>> ChangeAsync(
        ChangeProfile body, HttpContext context, ClientProfiles profiles, CancellationToken cancellationToken)
    {
        var checks = new FieldChecks();
        var change = body.Read(checks);
        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        var saved = await profiles.ChangeAsync(context.Caller.Session, change, cancellationToken);
        return TypedResults.Ok(new ProfileView(ClientView.From(saved)));
    }
}
