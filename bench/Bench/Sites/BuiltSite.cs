using System.Security.Cryptography;
using System.Text;

namespace TmuxBuilder.Bench.Sites;

/// <summary>A built folder as large sites have: 1,000 files, 20 MB, half of the files text.</summary>
internal sealed class BuiltSite(string folder, int seed)
{
    private const int Pages = 250;
    private const int PageBytes = 12 << 10;
    private const int Scripts = 250;
    private const int ScriptBytes = 16 << 10;
    private const int Pictures = 499;
    private const int PictureBytes = 27 << 10;

    // With words among them that have the judge look twice.
    private static readonly string[] Words =
    [
        "bread", "oven", "const", "return", "key", "function", "token", "class", "morning", "href=", "https://",
        "value", "password", "{}", "=>", "tea", "rye", "export", "0x1f", "size",
    ];

    private readonly Random random = new(seed);

    /// <summary>Writes all of it; <paramref name="version"/> is what its front page says.</summary>
    public void Write(string version)
    {
        WriteFront(version);
        for (var number = 0; number < Pages; number++)
        {
            Put($"pages/{number}/index.html", Text($"<!doctype html><title>{number}</title>", PageBytes));
        }

        for (var number = 0; number < Scripts; number++)
        {
            var text = Text("", ScriptBytes);
            var hash = Convert.ToHexStringLower(SHA256.HashData(text))[..8];
            Put($"assets/chunk{number}-{hash}.js", text);
        }

        for (var number = 0; number < Pictures; number++)
        {
            var bytes = new byte[PictureBytes];
            random.NextBytes(bytes);
            bytes[0] = 0;
            Put($"images/{number % 10}/{number}.webp", bytes);
        }
    }

    /// <summary>Changes the one file that says which version it is.</summary>
    public void WriteFront(string version) =>
        Put("index.html", Encoding.UTF8.GetBytes($"<!doctype html><title>{version}</title>"));

    private byte[] Text(string begin, int length)
    {
        var text = new StringBuilder(begin, length);
        while (text.Length < length)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(random.Next(12) == 0 ? '\n' : ' ');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void Put(string path, byte[] bytes)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
