using System.IO.Compression;
using System.Net.Http.Headers;
using TmuxBuilder.Api.Tests.Hosting;

namespace TmuxBuilder.Api.Tests.Uploads;

/// <summary>Files to upload, and the form a portal sends them in.</summary>
internal static class Files
{
    public static readonly byte[] Png =
        [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0];

    public static readonly byte[] Exe = [.. "MZ\u0090\0"u8, .. new byte[64]];

    public static byte[] PngOf(int bytes) => [.. Png, .. new byte[bytes - Png.Length]];

    public static byte[] Zip(params IReadOnlyList<string> entries)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                archive.CreateEntry(entry);
            }
        }

        return buffer.ToArray();
    }

    extension(ApiHost host)
    {
        public async Task<Answer> UploadAsync(string guid, string filename, byte[] content, string? message = null)
        {
            using var form = new MultipartFormDataContent();
            using var file = new ByteArrayContent(content);
            file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
            {
                Name = "file",
                FileName = $"\"{filename.Replace("\\", @"\\", StringComparison.Ordinal)}\"",
            };
            form.Add(file);
            form.Add(new StringContent(guid), "guid");
            if (message is not null)
            {
                form.Add(new StringContent(message), "message");
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/upload") { Content = form };
            return await host.SendAsync(request);
        }

        public async Task<Answer> PutAsync(string path, HttpContent content, string contentType)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = content };
            return await host.SendAsync(request);
        }
    }
}
