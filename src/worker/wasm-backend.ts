// Deep imports: the package's root would bring all of its 170 kernels into the browser.
import '@tensorflow/tfjs-backend-wasm/dist/base';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/AvgPool';
import { castConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast';
import { clipByValueConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ClipByValue';
import { fillConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Fill';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D';
import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedDepthwiseConv2D';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import { relu6Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu6';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env, registerKernel, setBackend, type KernelConfig } from '@tensorflow/tfjs-core';

const KERNELS: readonly KernelConfig[] = [
  addConfig,
  avgPoolConfig,
  castConfig,
  clipByValueConfig,
  fillConfig,
  fusedConv2DConfig,
  fusedDepthwiseConv2DConfig,
  identityConfig,
  multiplyConfig,
  reluConfig,
  relu6Config,
  reshapeConfig,
];

/** Starts the WebAssembly backend; false where the browser has no WebAssembly with SIMD. */
export async function startWasm(): Promise<boolean> {
  // With threads, its minified form never finishes initialising; they gain little on these nets,
  // and without them no special headers are needed from the server.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await env().getAsync('WASM_HAS_SIMD_SUPPORT'))) return false;
  for (const kernel of KERNELS) registerKernel(kernel);
  setWasmPaths({
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    // Never asked for, given what is set above; the function wants all three.
    'tfjs-backend-wasm.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
  });
  return setBackend('wasm');
}
