namespace TmuxBuilder.Bench.Measuring;

/// <summary>Data folders of one run, removed at its end.</summary>
internal sealed class Folders : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("tb-bench-");

    public string New(string name) => root.CreateSubdirectory(name).FullName;

    public void Dispose() => root.Delete(recursive: true);
}
