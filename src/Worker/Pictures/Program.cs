using TmuxBuilder.Pictures;

// One picture from standard input, the same picture anew to standard output; 3 when it is none that is taken.
using var given = new MemoryStream();
using (var input = Console.OpenStandardInput())
{
    await input.CopyToAsync(given);
}

if (PictureEncoder.EncodeAnew(given.ToArray()) is not { } picture)
{
    return 3;
}

using var output = Console.OpenStandardOutput();
await output.WriteAsync(picture);
return 0;
