namespace TmuxBuilder.Hosting.Runtime;

/// <summary>What the Runtime API answered; valid until the next exchange, whose answer overwrites its bytes.</summary>
/// <param name="Head">What its header says.</param>
/// <param name="Body">Its bytes, which may be changed: events are decoded where they lie.</param>
internal readonly record struct Reply(ReplyHead Head, Memory<byte> Body);
