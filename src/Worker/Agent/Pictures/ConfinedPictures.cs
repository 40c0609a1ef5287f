using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;

namespace TmuxBuilder.Agent.Pictures;

/// <summary>
/// Decodes pictures in a process of its own, in a sandbox wherever agents have one: decoders are native code, and the
/// worker holds keys.
/// </summary>
public sealed partial class ConfinedPictures(
    SandboxMode mode,
    SandboxProbe probe,
    Confinement confinement,
    TimeProvider time,
    ILogger<ConfinedPictures> logger)
    : IPictures, IDisposable
{
    private const string Program = "TmuxBuilder.Pictures";
    private const string Kind = "picture";
    private const string Inside = "/opt/tb";
    private const string DotnetInside = "/opt/dotnet";
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int ChunkBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly SandboxLimits Limits = new()
    {
        MemoryBytes = 1L << 30,
        Processes = 64,
        OpenFiles = 256,
        FileBytes = MaxBytes,
    };

    private static int made;

    private readonly string group = Confinement.NameOf(Kind, Interlocked.Increment(ref made));
    private readonly SemaphoreSlim one = new(1);

    public async Task<byte[]?> EncodeAnewAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var isConfined = mode != SandboxMode.Off && await probe.ProblemAsync(cancellationToken) is null;
        if (!isConfined && mode == SandboxMode.Required)
        {
            LogNoSandbox();
            return null;
        }

        // A picture takes memory, and many may come at once.
        await one.WaitAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("tb-picture-");
        try
        {
            return await RunAsync(
                await WordsAsync(folder, isConfined, cancellationToken), picture, cancellationToken);
        }
        finally
        {
            if (isConfined)
            {
                confinement.Remove(group);
                confinement.RemoveLeft(Kind);
            }

            folder.Delete(recursive: true);
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<List<string>> WordsAsync(
        DirectoryInfo folder, bool isConfined, CancellationToken cancellationToken)
    {
        var here = AppContext.BaseDirectory.TrimEnd('/');
        var dotnet = DotnetRoot.FindOrNull();
        if (!isConfined)
        {
            return
            [
                "/usr/bin/env", "-i", $"DOTNET_ROOT={dotnet}", "DOTNET_EnableDiagnostics=0", $"{here}/{Program}",
            ];
        }

        List<string> words =
        [
            .. await confinement.PrepareAsync(folder.FullName, group, Limits, cancellationToken),
            .. Bubblewrap.Isolation(),
            "--ro-bind", here, Inside,
        ];
        if (dotnet is not null)
        {
            words.AddRange(["--ro-bind", dotnet, DotnetInside]);
        }

        return
        [
            .. words,
            "--remount-ro", "/", "--chdir", "/tmp", "--clearenv",
            "--setenv", "DOTNET_ROOT", DotnetInside, "--setenv", "DOTNET_EnableDiagnostics", "0",
            .. Confinement.Words, "--", $"{Inside}/{Program}",
        ];
    }

    private async Task<byte[]?> RunAsync(
        List<string> words, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var process = Start(words);
        if (process is null)
        {
            return null;
        }

        try
        {
            var giving = GiveAsync(process, picture, either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var made = await TakeAsync(process.StandardOutput.BaseStream, either.Token);
            await giving;
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode == 0 && made.Length > 0)
            {
                return made;
            }

            LogRefused(process.ExitCode, await errors);
            return null;
        }
        catch (Exception failure)
            when (failure is IOException || (failure is OperationCanceledException && limit.IsCancellationRequested))
        {
            LogFailed(failure);
            return null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process? Start(List<string> words)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(words[0], words[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            });
        }
        catch (Win32Exception failure)
        {
            LogFailed(failure);
            return null;
        }
    }

    private static async Task GiveAsync(
        Process process, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(picture, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all, and how it ended says why.
        }
    }

    private static async Task<byte[]> TakeAsync(Stream output, CancellationToken cancellationToken)
    {
        using var made = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await output.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (made.Length + read > MaxBytes)
            {
                throw new IOException($"The picture made is larger than {MaxBytes} bytes.");
            }

            made.Write(chunk, 0, read);
        }

        return made.ToArray();
    }

    [LoggerMessage(LogLevel.Error, "A picture was left out: agents need a sandbox here, and there is none")]
    private partial void LogNoSandbox();

    [LoggerMessage(LogLevel.Warning, "A picture was left out: {ExitCode} {Errors}")]
    private partial void LogRefused(int exitCode, string errors);

    [LoggerMessage(LogLevel.Warning, "A picture was left out: its decoder failed or took too long")]
    private partial void LogFailed(Exception failure);
}
