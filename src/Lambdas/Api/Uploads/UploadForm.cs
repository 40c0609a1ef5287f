using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Uploads;

/// <summary>A file in a form, with the session it is for and what the client says about it.</summary>
internal sealed record UploadForm(SessionId Guid, IFormFile File, string? Message)
{
    /// <summary>Reads the form or says what is wrong with it; a larger file waits on disk until the call has ended.</summary>
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
        catch (InvalidDataException)
        {
            return new UploadFormRead(Problems.Malformed("The form cannot be read."));
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

        var message = form["message"].ToString();
        return message.Length == 0 || TurnLimits.Allows(message)
            ? new UploadFormRead(new UploadForm(guid, file, message))
            : new UploadFormRead(Problems.Invalid("message", SendMessage.LengthRule("A message")));
    }
}
