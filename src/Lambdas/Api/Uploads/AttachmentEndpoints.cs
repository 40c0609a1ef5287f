using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Addresses;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Files beside chat lines: uploads, screenshots, reports.</summary>
internal static class AttachmentEndpoints
{
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
        ShareCopies copies,
        BlobAddresses addresses,
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
        return await addresses.GoAsync(
            key,
            name,
            expires => new AttachmentAddress(id, key, expires, upload.ContentType, name),
            cancellationToken);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> OpenAsync(
        UploadId id,
        string key,
        long expires,
        string type,
        string name,
        string signature,
        HttpContext context,
        BlobAddresses addresses,
        CancellationToken cancellationToken)
    {
        var opened = await addresses.OpenAsync(
            new AttachmentAddress(id, key, expires, type, name), signature, context.Response, cancellationToken);
        if (opened.Result is FileStreamHttpResult)
        {
            // Whatever is in the file, a browser runs nothing of it.
            context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        }

        return opened;
    }
}
