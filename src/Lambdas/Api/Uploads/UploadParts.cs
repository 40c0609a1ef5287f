using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TmuxBuilder.Api.Uploads;

/// <summary>The parts of an upload's form as they come; parts it knows nothing of are passed over.</summary>
internal sealed class UploadParts
{
    private const int MaxParts = 100;
    private const int MaxFieldBytes = 512 * 1024;
    private const int MemoryThreshold = 64 * 1024;

    private MultipartSection? section;
    private FileMultipartSection? filePart;
    private int count;
    private int files;
    private (string Name, Stream Content)? kept;

    /// <summary>What stands in the field <c>guid</c>; <see langword="null"/> until it comes.</summary>
    public string? Guid { get; private set; }

    public string? Message { get; private set; }

    /// <summary>The file, when there was one only and under its right name.</summary>
    public (string Name, Stream Content)? File => files == 1 ? kept : null;

    /// <summary>Whether the part that came last is a file.</summary>
    public bool AtFile => filePart is not null;

    /// <summary>Goes to the next part, past what is left of this one; false after the last.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public async Task<bool> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        section = await reader.ReadNextSectionAsync(cancellationToken);
        filePart = section?.AsFileSection();
        if (section is not null && ++count > MaxParts)
        {
            throw new InvalidDataException("The form has too many parts.");
        }

        return section is not null;
    }

    /// <summary>
    /// Keeps the part that came last: a field in memory, a larger file on disk till the answer ended.
    /// </summary>
    public async Task KeepAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        if (filePart is { FileStream: { } stream })
        {
            files++;
            if (files == 1 && filePart.Name == "file")
            {
                var content = new FileBufferingReadStream(stream, MemoryThreshold);
                response.RegisterForDisposeAsync(content);
                await content.DrainAsync(cancellationToken);
                content.Position = 0;
                kept = (filePart.FileName, content);
            }
        }
        else if (section?.AsFormDataSection() is { Section.Body: var body, Name: "guid" })
        {
            Guid = Together(Guid, await ReadAsync(body, cancellationToken));
        }
        else if (section?.AsFormDataSection() is { Section.Body: var said, Name: "message" })
        {
            Message = Together(Message, await ReadAsync(said, cancellationToken));
        }
    }

    // As forms are read everywhere: what is given twice is both.
    private static string Together(string? before, string value) => before is null ? value : $"{before},{value}";

    private static async Task<string> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var chunk = new byte[4 * 1024];
        int bytes;
        while ((bytes = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (read.Length + bytes > MaxFieldBytes)
            {
                throw new InvalidDataException("A field of the form is too long.");
            }

            read.Write(chunk, 0, bytes);
        }

        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
    }
}
