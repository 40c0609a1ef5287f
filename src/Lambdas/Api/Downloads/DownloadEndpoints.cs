using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Addresses;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Checkpoints;

namespace TmuxBuilder.Api.Downloads;

/// <summary>What a project has built, to take away.</summary>
internal static class DownloadEndpoints
{
    private const int MaxName = 80;

    public static void MapDownloads(this IEndpointRouteBuilder api)
    {
        api.MapGet("/projects/{guid}/download", FindAsync).Audited("session.download")
            .WithName("DownloadProject").WithTags("Client")
            .WithSummary("Go to a zip of the project's code as of its latest checkpoint, by a short-lived address.")
            .RequireSession(SessionFrom.Route, Role.Client)
            .Produces(StatusCodes.Status303SeeOther)
            .Refuses(404, 409, 429);
        api.MapGet("/downloads", OpenAsync)
            .WithName("GetDownloadContent").WithTags("Client").WithSummary("The bytes of a download.")
            .RequireCaller(Role.Public)
            .LimitRate(RateLimit.Public)
            .Produces(StatusCodes.Status200OK)
            .Refuses(403, 404);
    }

    private static async Task<Results<SeeOther, ProblemResult>> FindAsync(
        HttpContext context,
        SessionLimits limits,
        CodeArchive archive,
        BlobAddresses addresses,
        CancellationToken cancellationToken)
    {
        if (await limits.DownloadAsync(context.Caller, cancellationToken) is { } limited)
        {
            return limited;
        }

        var session = context.Caller.Session;
        if (await archive.EnsureAsync(session, cancellationToken) is not { } key)
        {
            return Problems.NoCode();
        }

        var name = FileNameOf(session.Name);
        return await addresses.GoAsync(
            key, name, expires => new DownloadAddress(key, expires, name), cancellationToken);
    }

    private static Task<Results<FileStreamHttpResult, ProblemResult>> OpenAsync(
        string key,
        long expires,
        string name,
        string signature,
        HttpContext context,
        BlobAddresses addresses,
        CancellationToken cancellationToken) =>
        addresses.OpenAsync(new DownloadAddress(key, expires, name), signature, context.Response, cancellationToken);

    /// <summary>The project's name as a file may be called anywhere.</summary>
    private static string FileNameOf(string project)
    {
        var letters = project.Take(MaxName).Select(letter => char.IsLetterOrDigit(letter) ? letter : '-');
        var plain = string.Concat(letters).Trim('-');
        return $"{(plain.Length > 0 ? plain : "project")}.zip";
    }
}
