using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Uploads;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Downloads;

/// <summary>What a project has built, to take away.</summary>
internal static class DownloadEndpoints
{
    private const string ZipType = "application/zip";
    private const int MaxName = 80;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static void MapDownloads(this IEndpointRouteBuilder api)
    {
        api.MapGet("/projects/{guid}/download", FindAsync)
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
        IBlobStore blobs,
        AttachmentSigner signer,
        TimeProvider time,
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
        if (await blobs.PresignDownloadAsync(key, name, Lifetime, cancellationToken) is { } signed)
        {
            return new SeeOther(signed.AbsoluteUri);
        }

        return new SeeOther(PathOf(new DownloadAddress(key, (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds(), name), signer));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> OpenAsync(
        string key,
        long expires,
        string name,
        string signature,
        HttpContext context,
        IBlobStore blobs,
        AttachmentSigner signer,
        CancellationToken cancellationToken)
    {
        if (!signer.Accepts(new DownloadAddress(key, expires, name), signature))
        {
            return Problems.Refused(
                403, "download.address_expired", "This address is not good any more; ask for a new one.");
        }

        if (await blobs.OpenAsync(key, cancellationToken) is not { } content)
        {
            return Problems.NotFound("download");
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        context.Response.GetTypedHeaders().ContentDisposition = disposition;
        return TypedResults.Stream(content, ZipType, enableRangeProcessing: content.CanSeek);
    }

    private static string PathOf(DownloadAddress address, AttachmentSigner signer)
    {
        var query = QueryString.Create("key", address.Key)
            .Add("expires", address.Expires.ToString(CultureInfo.InvariantCulture))
            .Add("name", address.Name)
            .Add("signature", signer.Sign(address));
        return $"/api/downloads{query}";
    }

    /// <summary>The project's name as a file may be called anywhere.</summary>
    private static string FileNameOf(string project)
    {
        var plain = string.Concat(project.Take(MaxName).Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return $"{(plain.Length > 0 ? plain : "project")}.zip";
    }
}
