using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Uploads;

/// <summary>A file in a form, with the session it is for and what the client says about it.</summary>
internal sealed record UploadForm(SessionId Guid, IFormFile File, string? Message)
{
    // The form reader's own IOException; one of the operating system, such as a full disk, carries another number.
    private const int EndedEarly = unchecked((int)0x80131620);

    /// <summary>
    /// Reads the form or says what is wrong with it; a larger file waits on disk until the call has ended.
    /// </summary>
    public static async Task<UploadFormRead> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return new UploadFormRead(Problems.ContentTypeRefused());
        }

        try
        {
            return Read(await request.ReadFormAsync(cancellationToken));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException { HResult: EndedEarly })
        {
            return new UploadFormRead(Problems.Malformed("The form cannot be read."));
        }
        catch (IOException failure) when (failure is not BadHttpRequestException)
        {
            throw new StoreUnavailableException("A file on its way in cannot be kept.", failure);
        }
    }

    private static UploadFormRead Read(IFormCollection form)
    {
        if (!SessionId.TryParse(form["guid"].ToString(), null, out var guid))
        {
            return new UploadFormRead(form.ContainsKey("guid")
                ? Problems.GuidMalformed()
                : Problems.Invalid("guid", "The guid of a session is required."));
        }

        if (form.Files is not [{ Name: "file" } file])
        {
            return new UploadFormRead(Problems.Invalid("file", "Exactly one file is required."));
        }

        var checks = new FieldChecks();
        var message = checks.OptionalMessage("message", form["message"].ToString());
        return checks.Passed
            ? new UploadFormRead(new UploadForm(guid, file, message))
            : new UploadFormRead(Problems.Invalid(checks.Errors));
    }
}
