using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Tests.Uploads;

public sealed class UploadInstructionsTests
{
    [Fact]
    public void A_message_without_files_stays_as_it_is() =>
        Assert.Equal("/quit\u001b", UploadInstructions.Compose("/quit\u001b", []));

    [Theory]
    [InlineData(".jpg", "Analyze this image and create a website based on what you see")]
    [InlineData(".jpeg", "Analyze this image and create a website based on what you see")]
    [InlineData(".png", "Analyze this image and create a website based on what you see")]
    [InlineData(".pdf", "Read this PDF and create a website based on its contents")]
    [InlineData(".doc", "Read this file and create a website based on its contents")]
    [InlineData(".docx", "Read this file and create a website based on its contents")]
    [InlineData(".txt", "Read this file and create a website based on its contents")]
    public void Each_file_comes_with_its_path_and_the_instruction_of_its_type(string extension, string instruction)
    {
        var text = UploadInstructions.Compose("", [Make("1707034567890_a" + extension)]);

        Assert.StartsWith(
            $"Uploaded file: uploads/1707034567890_a{extension}\n{instruction}.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_comes_first_and_an_existing_site_is_updated()
    {
        var text = UploadInstructions.Compose("Use my logo", [Make("1_a.png"), Make("2_b.txt")]);

        Assert.StartsWith("Use my logo\n\nUploaded file: uploads/1_a.png\n", text, StringComparison.Ordinal);
        Assert.Contains("uploads/2_b.txt", text, StringComparison.Ordinal);
        Assert.Contains("update that website", text, StringComparison.Ordinal);
    }

    private static Upload Make(string stored) => new()
    {
        Id = UploadId.New(TimeProvider.System),
        Session = SessionId.New("a@example.com", TimeProvider.System),
        Filename = "a",
        StoredName = stored,
        ContentType = "",
        Size = 1,
        BlobKey = "k",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
