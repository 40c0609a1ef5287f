using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Files beside chat lines: uploads, screenshots, reports.</summary>
internal static class AttachmentEndpoints
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        var attachments = api.MapGroup("/attachments").WithTags("Uploads");
        attachments.MapGet("/{id}", FindAsync)
            .WithName("GetAttachment").WithSummary("Go to a file of the chat, by a short-lived address.")
            .RequireSession(SessionFrom.Query, Role.Client, Role.Share)
            .Produces(StatusCodes.Status303SeeOther)
            .Refuses(404);
        attachments.MapGet("/{id}/content", OpenAsync)
            .WithName("GetAttachmentContent").WithSummary("The bytes of a file of the chat.")
            .RequireCaller(Role.Public)
            .LimitRate(RateLimit.Public)
            .Produces(StatusCodes.Status200OK)
            .Refuses(403, 404);
    }

    private static async Task<Results<SeeOther, ProblemResult>> FindAsync(
        UploadId id,
        HttpContext context,
        IUploadStore uploads,
        IBlobStore blobs,
        ShareCopies copies,
        AttachmentSigner signer,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        if (await uploads.FindAsync(caller.Session.Id, id, cancellationToken)
            is not { State: UploadState.Complete } upload)
        {
            return Problems.NotFound("attachment");
        }

        var name = caller.Show(upload.Filename);
        var key = await copies.KeyForAsync(caller, upload, cancellationToken);
        if (await blobs.PresignDownloadAsync(key, name, Lifetime, cancellationToken) is { } signed)
        {
            return new SeeOther(signed.AbsoluteUri);
        }

        var address = new AttachmentAddress(
            id, key, (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds(), upload.ContentType, name);
        return new SeeOther(PathOf(address, signer));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> OpenAsync(
        UploadId id,
        string key,
        long expires,
        string type,
        string name,
        string signature,
        HttpContext context,
        IBlobStore blobs,
        AttachmentSigner signer,
        CancellationToken cancellationToken)
    {
        if (!signer.Accepts(new AttachmentAddress(id, key, expires, type, name), signature))
        {
            return Problems.Refused(
                403, "attachment.address_expired", "This address is not good any more; ask for a new one.");
        }

        if (await blobs.OpenAsync(key, cancellationToken) is not { } content)
        {
            return Problems.NotFound("attachment");
        }

        // Whatever is in the file, a browser shows it only as the picture it was checked to be, and runs nothing of it.
        var disposition = new ContentDispositionHeaderValue(IsImage(type) ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        context.Response.GetTypedHeaders().ContentDisposition = disposition;
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Stream(content, type, enableRangeProcessing: content.CanSeek);
    }

    private static string PathOf(AttachmentAddress address, AttachmentSigner signer)
    {
        var query = QueryString.Create("key", address.Key)
            .Add("expires", address.Expires.ToString(CultureInfo.InvariantCulture))
            .Add("type", address.Type)
            .Add("name", address.Name)
            .Add("signature", signer.Sign(address));
        return $"/api/attachments/{address.Id}/content{query}";
    }

    private static bool IsImage(string type) => type.StartsWith("image/", StringComparison.Ordinal);
}
