using TmuxBuilder.Core.Text;
using TmuxBuilder.Worker;

Console.SetOut(new RedactingWriter(Console.Out));
Console.SetError(new RedactingWriter(Console.Error));
return await WorkerHost.RunAsync(Environment.GetEnvironmentVariable, static _ => { });
