// ESLint reads the chapters through this. Without the math plugin it takes `\frac{1}{N}` for JavaScript.
import remarkMath from 'remark-math';

export default { plugins: [remarkMath] };
