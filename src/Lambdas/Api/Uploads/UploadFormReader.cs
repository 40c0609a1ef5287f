using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Uploads;

/// <summary>
/// Reads an upload's form. A guid that comes before the file is checked before anything of the file is kept; a larger
/// file waits on disk until the call has ended.
/// </summary>
internal sealed class UploadFormReader(SessionGate gate, SessionLimits limits)
{
    // The form reader's own IOException; one of the operating system, such as a full disk, carries another number.
    private const int EndedEarly = unchecked((int)0x80131620);

    private const int MaxBoundary = 128;

    /// <summary>The form, or what is wrong with it or with giving a file to the session it names.</summary>
    public async Task<UploadFormRead> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return new UploadFormRead(Problems.ContentTypeRefused());
        }

        if (HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= MaxBoundary } boundary)
        {
            return Unreadable();
        }

        try
        {
            var reader = new MultipartReader(boundary.ToString(), context.Request.Body);
            return await ReadAsync(context, reader, cancellationToken);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException { HResult: EndedEarly })
        {
            return Unreadable();
        }
        catch (IOException failure) when (failure is not BadHttpRequestException)
        {
            throw new StoreUnavailableException("A file on its way in cannot be kept.", failure);
        }
    }

    private async Task<UploadFormRead> ReadAsync(
        HttpContext context, MultipartReader reader, CancellationToken cancellationToken)
    {
        var parts = new UploadParts();
        Caller? opened = null;
        while (await parts.NextAsync(reader, cancellationToken))
        {
            if (opened is null && parts.AtFile && parts.Guid is { } guid)
            {
                var (caller, refusal) = await OpenAsync(context.Caller, guid, cancellationToken);
                if (refusal is not null)
                {
                    return new UploadFormRead(refusal);
                }

                opened = caller;
            }

            await parts.KeepAsync(context.Response, cancellationToken);
        }

        if (opened is null)
        {
            var (caller, refusal) = await OpenAsync(context.Caller, parts.Guid, cancellationToken);
            if (refusal is not null)
            {
                return new UploadFormRead(refusal);
            }

            opened = caller;
        }

        return Checked(opened, parts);
    }

    private async Task<(Caller Caller, ProblemResult? Refusal)> OpenAsync(
        Caller caller, string? given, CancellationToken cancellationToken)
    {
        if (!SessionId.TryParse(given, null, out var guid))
        {
            return (caller, given is null
                ? Problems.Invalid("guid", "The guid of a session is required.")
                : Problems.GuidMalformed());
        }

        var (opened, refusal) = await gate.OpenAsync(caller, guid, evenGone: false, cancellationToken);
        return (opened, refusal ?? await limits.UploadAsync(opened, cancellationToken));
    }

    private static UploadFormRead Checked(Caller caller, UploadParts parts)
    {
        if (parts.File is not { } file)
        {
            return new UploadFormRead(Problems.Invalid("file", "Exactly one file is required."));
        }

        var checks = new FieldChecks();
        var message = checks.OptionalMessage("message", parts.Message ?? "");
        return checks.Passed
            ? new UploadFormRead(new UploadForm(caller, file.Name, file.Content, message))
            : new UploadFormRead(Problems.Invalid(checks.Errors));
    }

    private static UploadFormRead Unreadable() => new(Problems.Malformed("The form cannot be read."));
}
