using System.Runtime.CompilerServices;

// Structs cross to native code exactly as they lie in memory.
[assembly: DisableRuntimeMarshalling]
